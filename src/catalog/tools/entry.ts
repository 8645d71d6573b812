import { at, symbols } from "../shorthand.ts";
import type { ArgumentPath, ToolEntry } from "../types.ts";

/** What an entry says beyond how the tool is made. */
export type Options = Partial<Omit<ToolEntry, "framework" | "symbol" | "form">>;

/** For what a framework leaves out. */
export const nowhere: readonly ArgumentPath[] = [];

/** A way in which a framework defines a tool. */
export function entry(
  framework: string,
  form: ToolEntry["form"],
  symbol: ToolEntry["symbol"],
  options: Options,
): ToolEntry {
  return {
    framework,
    symbol,
    form,
    name: options.name ?? nowhere,
    description: options.description ?? at("0.description"),
    schema: options.schema ?? nowhere,
    handler: options.handler ?? at("0.execute"),
    annotations: options.annotations ?? nowhere,
    guardrails: options.guardrails ?? nowhere,
    approval: options.approval ?? nowhere,
    ...(options.after === undefined ? {} : { after: options.after }),
    ...(options.context === undefined ? {} : { context: options.context }),
    inputUnder: options.inputUnder ?? [],
  };
}

/** What a vendor runs itself: a tool without a handler in the repository. */
export function hosted(
  framework: string,
  packages: string | readonly string[],
  ...names: readonly string[]
): ToolEntry {
  return entry(framework, "call", symbols(packages, ...names), {
    name: at("0.name", "0.serverLabel"),
    handler: at("0.execute", "0.shell", "0.editor", "0.computer"),
  });
}
