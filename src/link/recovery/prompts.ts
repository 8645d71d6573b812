import { type PromptRegistry, promptRegistries } from "../../catalog/prompt-registries.ts";
import { comparePlaces } from "../../model/location.ts";
import type { RegistryPrompt } from "../../model/recovery.ts";
import type { LinkContext } from "../context.ts";
import { isEmpty, literalsOf } from "../program/evaluate.ts";
import type { Value } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import { callsOf, type KnownCall } from "./calls.ts";

/** The prompts that code fetches from a registry, with what it asks for. */
export function registryPrompts(context: LinkContext): readonly RegistryPrompt[] {
  return promptRegistries
    .flatMap((registry) =>
      callsOf(context, registry.symbol, registry.methods).map((call) => promptOf(context, registry, call)),
    )
    .sort((a, b) => comparePlaces(a.at, b.at));
}

function promptOf(context: LinkContext, entry: PromptRegistry, { at, path, args }: KnownCall): RegistryPrompt {
  const { evaluator } = context;
  const given = args[0] ? textOf(evaluator.force(args[0])) : null;
  const service = context.serviceName(context.homesOf(path)[0] ?? context.packageOf(path));
  const base = { registry: entry.registry, service, at };
  if (entry.inName) return { ...base, ...fromName(given) };
  const prompt = given;
  const version = argumentAt(evaluator, args, entry.version);
  if (version !== null && !isEmpty(version)) {
    const known = version.kind === "literal";
    return { ...base, prompt, by: known ? "version" : "unresolved", label: null };
  }
  const label = argumentAt(evaluator, args, entry.label);
  if (label === null || isEmpty(label)) return { ...base, prompt, ...entry.otherwise };
  const text = textOf(label);
  if (text === null) return { ...base, prompt, by: "unresolved", label: null };
  return { ...base, prompt, by: text === "latest" ? "latest" : "label", label: text };
}

/** `owner/name:commit`, where the last part is a commit or a tag that somebody moves. */
function fromName(given: string | null): Pick<RegistryPrompt, "prompt" | "by" | "label"> {
  if (given === null) return { prompt: null, by: "unresolved", label: null };
  const [prompt = "", commit] = given.split(":");
  if (commit === undefined || commit === "latest") return { prompt, by: "latest", label: null };
  return /^[0-9a-f]{7,64}$/.test(commit)
    ? { prompt, by: "version", label: null }
    : { prompt, by: "label", label: commit };
}

function textOf(value: Value): string | null {
  const [text, ...more] = literalsOf(value);
  return text !== undefined && more.length === 0 ? text : null;
}
