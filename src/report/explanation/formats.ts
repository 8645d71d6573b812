import type { Explanation } from "../../model/explanation.ts";
import type { Page } from "../terminal/page.ts";
import type { ExplanationFormat } from "./format-names.ts";
import { jsonExplanation } from "./json-explanation.ts";
import { terminalExplanation } from "./terminal-explanation.ts";

/** The formats in which a line is explained. */
export const explanationFormats = {
  terminal: terminalExplanation,
  json: jsonExplanation,
} as const satisfies Readonly<Record<ExplanationFormat, (explanation: Explanation, page: Page) => string>>;
