import type { ToolEntry } from "../types.ts";
import { calls, constructors } from "./calls.ts";
import { methods } from "./methods.ts";

/** Frameworks whose functions define a tool, by how they are called. The handler is the alternative that is a function. */
export const toolEntries: readonly ToolEntry[] = [...calls, ...constructors, ...methods];
