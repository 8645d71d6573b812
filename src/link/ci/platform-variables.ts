import type { Command, Job, Variable } from "./job.ts";
import { readOptions, valuesOf } from "./options.ts";

/** A variable that a command gives to environments of a platform. */
export interface PlatformVariable {
  readonly name: string;
  readonly value: string;
  readonly environments: readonly string[];
}

/** Reads `vercel env add NAME production` and `wrangler secret put NAME --env staging`, with what is piped into them. */
export function platformVariable(words: readonly string[], piped: string | null): PlatformVariable | null {
  const line = words[0] === "npx" || words[0] === "bunx" ? words.slice(1) : words;
  const options = readOptions(line.slice(1), new Set(["env", "e", "token", "t", "scope", "config", "c", "name"]));
  const [first, second, name, target] = options.positionals;
  if (piped === null || piped === "" || name === undefined || !/^[A-Za-z_]\w*$/.test(name)) return null;
  if (line[0] === "vercel" && first === "env" && (second === "add" || second === "update")) {
    const environments = (target ?? "").split(",").filter((word) => /^[\w-]+$/.test(word));
    return environments.length === 0 ? null : { name, value: piped, environments };
  }
  if (line[0] !== "wrangler" || first !== "secret" || second !== "put") return null;
  const environments = valuesOf(options, "env", "e").filter((word) => /^[\w-]+$/.test(word));
  return environments.length === 0 ? null : { name, value: piped, environments };
}

/** What a job gave to which environment. */
export interface Given {
  readonly environment: string;
  readonly variable: Variable;
}

/** A job that fills the environments of a platform acts as each of them, with just what it gives to it. */
export function givingJobs(job: Job, given: readonly Given[]): readonly Job[] {
  const names = [...new Set(given.map(({ environment }) => environment.toLowerCase()))];
  return names.map((name) => ({
    ...job,
    environment: null,
    roles: ["deploy"],
    actsAs: name,
    variables: given.filter(({ environment }) => environment.toLowerCase() === name).map(({ variable }) => variable),
    commands: job.commands.filter(gives),
    services: [],
    notes: [...job.notes, `what it gives to ${name}`],
    opaque: [],
    ambient: null,
  }));
}

function gives({ text }: Command): boolean {
  return /^(vercel env (add|update)|wrangler secret put)\b/.test(text);
}
