import { at } from "./shorthand.ts";
import type { ToolEntry } from "./types.ts";

/** Properties under which a function that registers tools takes what it runs. */
export const handlerProperties = ["execute", "handler", "run", "call", "invoke", "func", "fn", "perform", "callback"];
const schemaProperties = ["inputSchema", "parameters", "schema", "input", "args"];
const nameProperties = ["name", "id"];

/**
 * A function that registers tools by the word of the settings, which do not say how: what it is given tells.
 *
 * @param options The argument that holds the handler under one of its usual names; null where the handler is an
 * argument of its own, perhaps after a name, a description and a schema.
 */
export function declaredToolEntry(name: string, form: "call" | "method", options: number | null): ToolEntry {
  const within = (properties: readonly string[], index = options ?? 0) => properties.map((p) => `${index}.${p}`);
  const isFirst = options === 0;
  return {
    framework: "declared",
    symbol: { packages: ["*"], names: [name] },
    form,
    name: at(...(isFirst ? [] : ["0"]), ...within(nameProperties)),
    description: at(...within(["description"]), ...(options === null ? ["1"] : [])),
    schema: at(...within(schemaProperties), ...(options === null ? ["2", "1"] : [])),
    handler: options === null ? at("1", "2", "3", "4", "0") : at(...within(handlerProperties)),
    annotations: at(...within(["annotations"])),
    inputUnder: [],
  };
}
