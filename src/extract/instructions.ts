import { hiddenIn } from "../model/hidden-characters.ts";
import type { Extractor } from "./extractor.ts";

/** Files that coding agents and skills take their instructions from. */
const files =
  /(^|\/)(AGENTS|CLAUDE|GEMINI|SKILL)(\.local)?\.md$|(^|\/)\.(cursorrules|windsurfrules|clinerules)$|(^|\/)\.cursor\/rules\/.+\.mdc?$|(^|\/)\.windsurf\/rules\/.+\.md$|(^|\/)\.clinerules\/.+\.md$|(^|\/)\.github\/(copilot-instructions\.md|instructions\/.+\.instructions\.md)$|(^|\/)\.claude\/(agents|commands|skills)\/.+\.md$/;

/** Rules for agents: what they hide from who reviews them. */
export const instructionsFile: Extractor = {
  id: "instructions",
  version: 1,
  wants: (path, zone) => files.test(path) && zone !== "fixture" && zone !== "test" && zone !== "generated",
  extract: ({ text }) => [{ kind: "instructions", hidden: hiddenIn(text) }],
};
