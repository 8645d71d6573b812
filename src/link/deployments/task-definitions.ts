import type { BindingEntry, BindingsFact } from "../../model/binding-facts.ts";
import { classOf } from "../../model/environment.ts";
import type { Located } from "../../model/facts.ts";
import { join } from "../program/resolve.ts";
import type { Start } from "./starts.ts";

type Bindings = Located<BindingsFact>;

/**
 * Task definitions as jobs deploy them: in the environment of the job where the file names none, and with their parameters in
 * the account that the job signs in to. One file that two environments deploy is what both have.
 */
export function deployedTasks(
  bindings: readonly Bindings[],
  starts: readonly Start[],
  called: (name: string) => string,
): ReadonlyMap<Bindings, readonly Bindings[]> {
  const found = new Map<Bindings, Map<string, Bindings>>();
  for (const { command, environment, account } of starts) {
    if (environment === null) continue;
    for (const path of filesOf(command.program)) {
      for (const fact of bindings) {
        if (fact.path !== path || fact.source !== "platform") continue;
        const own = fact.environment;
        if (own !== null && classOf(own) !== classOf(environment)) continue;
        const name = own ?? called(environment.toLowerCase());
        const entries = account === undefined ? fact.entries : fact.entries.map((entry) => placed(entry, account));
        const list = found.get(fact) ?? new Map<string, Bindings>();
        found.set(fact, list.set(name, { ...fact, environment: name, entries, span: { ...fact.span } }));
      }
    }
  }
  return new Map([...found].map(([fact, list]) => [fact, [...list.values()]]));
}

/** The file that an action renders or deploys, or `--cli-input-json file://task.json`. */
function filesOf({ runner, args, entryFiles, cwd }: Start["command"]["program"]): readonly string[] {
  if (runner.startsWith("aws-actions/amazon-ecs-")) return entryFiles;
  if (runner !== "aws" || !args.includes("register-task-definition") || cwd === null) return [];
  return args.flatMap((word) => {
    const file = /^(?:--cli-input-json=)?file:\/\/([^/$].*)$/.exec(word)?.[1];
    return file === undefined ? [] : [join(cwd, file)];
  });
}

function placed(entry: BindingEntry, account: string): BindingEntry {
  const { value } = entry;
  const isOpen = value.kind === "reference" && value.unplaced === true && value.store.startsWith("aws-");
  if (!isOpen) return entry;
  const { unplaced: _, ...rest } = value;
  return { ...entry, value: { ...rest, name: `${account}/${value.name}` } };
}
