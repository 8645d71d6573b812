import type { ArgumentPath } from "../../catalog/types.ts";
import type { BindingsFact, BindingValue } from "../../model/binding-facts.ts";
import type { Located } from "../../model/facts.ts";
import { remember } from "../../model/remember.ts";
import type { LinkContext } from "../context.ts";
import { directoryOf, join } from "../program/resolve.ts";
import type { AppliedValue, Value } from "../program/value.ts";
import type { ProvidedVariable } from "../terraform/provided.ts";
import { isNull, type TerraformValue, textOf, unknown } from "../terraform/value.ts";
import { constructOf } from "./made.ts";
import type { Settler } from "./settle.ts";

type Dockerfile = Located<BindingsFact>;

/** The image of a container, as far as the program that declares it says. */
export interface ProgramImage {
  /** Its name in a registry. */
  readonly name: string | null;
  /** The folder of the repository that it is built in. */
  readonly folder: string | null;
  /** What its Dockerfile sets, which holds where the container is not told otherwise. */
  readonly variables: readonly Omit<ProvidedVariable, "environment">[];
}

const none: ProgramImage = { name: null, folder: null, variables: [] };

/** The image that a value is, in a program of this path. */
export function imageOf(context: LinkContext, settler: Settler, path: string, value: Value | null): ProgramImage {
  const entry = value?.kind === "applied" ? constructOf(value)?.image : undefined;
  if (!entry || value?.kind !== "applied") return none;
  // Not another time: an image of an image of an image is none.
  const of = entry.of ? settler.argumentValue(value.args, entry.of) : null;
  if (of) return of.kind === "applied" && !constructOf(of)?.image?.of ? imageOf(context, settler, path, of) : none;
  if (entry.name) return { ...none, name: textOf(settler.argument(value, entry.name) ?? unknown("", value.at)) };
  const folder = entry.folder ? settler.argumentValue(value.args, entry.folder) : null;
  const written = folder && folderIn(context, settler, path, folder);
  if (written === null) return none;
  const given = (paths: readonly ArgumentPath[] = []): TerraformValue | null => settler.argument(value, paths);
  const file = given(entry.file);
  const name = file === null || isNull(file) ? "Dockerfile" : textOf(file);
  const built = name === null ? null : dockerfileIn(context, written, name);
  if (!built) return none;
  // Of a stage that the build stops at it is not known what it sets: the Dockerfile is read up to its end.
  const isWhole = settler.isWhole(value, [...(entry.file ?? []), ...(entry.target ?? [])]) && !given(entry.target);
  return {
    name: null,
    folder: built.folder,
    variables: isWhole ? variablesOf(built.dockerfile, given(entry.arguments)) : [],
  };
}

/**
 * Where a folder of a program may lie, the likeliest first: the tool is run in the folder of the package that declares the
 * infrastructure, which may be the root's.
 */
function folderIn(context: LinkContext, settler: Settler, path: string, value: Value): readonly string[] | null {
  const home = context.packageOf(path);
  const text = textOf(settler.settle(value));
  if (text !== null) return text.startsWith("/") ? null : [...new Set([join(home, text), join(text)])];
  if (value.kind !== "applied" || value.callee.kind !== "external" || !/^path(?:$|\/)/.test(value.callee.package))
    return null;
  if (!/^(?:join|resolve)$/.test(value.callee.path.at(-1) ?? "")) return null;
  const parts = value.args.map((thunk) => context.evaluator.force(thunk));
  const [base] = parts;
  const texts = parts.map((part) => textOf(settler.settle(part)));
  if (!base || texts.slice(1).some((part) => part === null)) return null;
  const below = texts.slice(1).flatMap((part) => part ?? []);
  if (texts[0] !== null) return [join(home, texts[0] ?? "", ...below)];
  return isOwnFolder(base) ? [join(directoryOf(path), ...below)] : null;
}

/** `__dirname`, `import.meta.dirname`, `dirname(fileURLToPath(import.meta.url))`. */
function isOwnFolder(value: Value): boolean {
  if (value.kind === "external") return value.package === "" && /(?:^|\.)(?:__)?dirname$/.test(value.path.join("."));
  if (value.kind === "member") return value.property === "dirname";
  return value.kind === "applied" && isCallOf(value, "dirname");
}

function isCallOf({ callee }: AppliedValue, name: string): boolean {
  return callee.kind === "external" && callee.path.at(-1) === name;
}

function dockerfileIn(
  context: LinkContext,
  folders: readonly string[],
  file: string,
): { readonly folder: string; readonly dockerfile: Dockerfile } | null {
  const all = dockerfilesOf(context);
  for (const folder of folders) {
    const dockerfile = all.get(join(folder, file));
    if (dockerfile) return { folder, dockerfile };
  }
  return null;
}

const dockerfiles = new WeakMap<LinkContext, ReadonlyMap<string, Dockerfile>>();

function dockerfilesOf(context: LinkContext): ReadonlyMap<string, Dockerfile> {
  return remember(dockerfiles, context, () => {
    const found = context.facts.filter(
      (fact): fact is Dockerfile => fact.kind === "bindings" && fact.source === "dockerfile",
    );
    return new Map(found.map((fact) => [fact.path, fact]));
  });
}

/** Build arguments are gone when the image runs; what `ENV` makes of them stays. */
function variablesOf(dockerfile: Dockerfile, told: TerraformValue | null): ProgramImage["variables"] {
  return dockerfile.entries.flatMap(({ name, value, span, resource }) => {
    if (resource !== undefined) return [];
    const at = { path: dockerfile.path, span };
    return [{ variable: name, value: valueIn(value, told, at), at }];
  });
}

function valueIn(value: BindingValue, told: TerraformValue | null, at: ProvidedVariable["at"]): TerraformValue {
  if (value.kind === "literal") return { kind: "bound", value, at };
  if (value.kind !== "reference") return unknown("it is put together when the image is built", at);
  const given = told?.kind === "object" ? told.entries.get(value.name) : undefined;
  if (given) return given;
  if (value.default && (told === null || told.kind === "object"))
    return { kind: "bound", value: { kind: "literal", sealed: value.default }, at };
  return unknown(`${value.name} is given when the image is built`, at);
}
