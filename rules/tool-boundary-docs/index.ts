import type { Control } from "../../src/model/rule.ts";
import { falseAnnotation } from "./false-annotation.ts";
import { hiddenText } from "./hidden-text.ts";
import { looseSchema } from "./loose-schema.ts";
import { missingAnnotation } from "./missing-annotation.ts";
import { openEndedTool } from "./open-ended-tool.ts";
import { testedTools } from "./tested-tools.ts";
import { undocumentedTool } from "./undocumented-tool.ts";
import { unpinnedServer } from "./unpinned-server.ts";
import { wholeServer } from "./whole-server.ts";

/** Control 2: what each tool may touch is written down, and the code agrees. */
export const toolBoundaryDocs: Control = {
  slug: "tool-boundary-docs",
  number: 2,
  numberCertainty: "inferred",
  title: "Tool boundary documentation",
  question: "Is it written down for every tool what it may do, and does the code agree with it?",
  checks: [
    undocumentedTool,
    falseAnnotation,
    missingAnnotation,
    looseSchema,
    openEndedTool,
    hiddenText,
    unpinnedServer,
    wholeServer,
    testedTools,
  ],
};
