import type { Explanation } from "../../model/explanation.ts";
import type { Page } from "../terminal/page.ts";
import { jsonExplanation } from "./json-explanation.ts";
import { terminalExplanation } from "./terminal-explanation.ts";

/** The formats in which a line is explained. */
export const explanationFormats = {
  terminal: terminalExplanation,
  json: jsonExplanation,
} as const satisfies Readonly<Record<string, (explanation: Explanation, page: Page) => string>>;

export type ExplanationFormat = keyof typeof explanationFormats;

export const explanationFormatNames = Object.keys(explanationFormats) as readonly ExplanationFormat[];
