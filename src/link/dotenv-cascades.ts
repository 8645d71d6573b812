import type { Fact, Located } from "../model/facts.ts";
import type { LinkContext } from "./context.ts";
import { type Cascade, cascadeOf } from "./dotenv-order.ts";
import { literalsOf } from "./program/evaluate.ts";
import { pathIn } from "./program/models/files.ts";
import type { CallSite } from "./program/program.ts";
import { directoryOf } from "./program/resolve.ts";
import { type ObjectValue, place, type Thunk, type Value } from "./program/value.ts";
import { hiddenFromImages } from "./secrets/images.ts";

/**
 * Where code reads several files of variables in one start, in the order in which they count: then `.env` is the base of
 * `.env.staging` and not the file of one environment. What git ignores is the developer's own, and no base of a deployment.
 */
export function dotenvCascades(
  context: LinkContext,
  facts: readonly Located<Fact>[],
  isIgnored: (path: string) => boolean = () => false,
): readonly Cascade[] {
  const isHidden = hiddenFromImages(facts);
  const isAbsent = (path: string): boolean => isIgnored(path) || isHidden(path);
  return ["forRoot", "config", "configDotenv"].flatMap((name) =>
    context.program.sitesNamed(name).flatMap((site): readonly Cascade[] => {
      if (!context.isDeployed(site.module.path)) return [];
      const read = listRead(context, site);
      if (!read) return [];
      const folders = [context.packageOf(site.module.path), directoryOf(site.module.path)];
      return read.map((files) => cascadeOf({ files, folders, at: place(site.module, site.expression.span), isAbsent }));
    }),
  );
}

/** Each list of paths that the call may be given, first wins, a path as the texts it can be; null for any other call. */
function listRead(context: LinkContext, { expression, module }: CallSite): readonly (readonly string[])[][] | null {
  if (expression.kind !== "call" || !expression.args[0]) return null;
  const { evaluator } = context;
  const key = keyOf(evaluator.evaluate(expression.callee, module, null));
  const given = key === null ? null : evaluator.evaluate(expression.args[0], module, null);
  if (key === null || given?.kind !== "object") return null;
  const take = (name: string): Value | null => entryOf(given, name, (thunk) => evaluator.force(thunk));
  // Read in no environment, or in some of them only.
  const ignores = take("ignoreEnvFile");
  if (ignores && !(ignores.kind === "literal" && ignores.value === false)) return null;
  const paths = take(key);
  const isLastFirst = isTrue(take("override"));
  const lists = paths?.kind === "choice" ? paths.options.map(({ value }) => value) : [paths];
  return lists.flatMap((list) => {
    if (list?.kind !== "array") return [];
    const files = list.elements.map((thunk) => textsOf(pathIn(evaluator, evaluator.force(thunk), 0)));
    return [isLastFirst ? files.reverse() : files];
  });
}

/** The option under which a loader takes its files. */
function keyOf(callee: Value): string | null {
  if (callee.kind !== "external") return null;
  const name = callee.path.at(-1) ?? "";
  if (callee.package === "@nestjs/config") return name === "forRoot" ? "envFilePath" : null;
  return /^(?:dotenv|@dotenvx\/dotenvx)$/.test(callee.package) && name !== "forRoot" ? "path" : null;
}

function entryOf(object: ObjectValue, name: string, force: (thunk: Thunk) => Value): Value | null {
  const thunk = object.entries.get(name);
  return thunk ? force(thunk) : null;
}

function isTrue(value: Value | null): boolean {
  return value?.kind === "literal" && value.value === true;
}

/** What stands for the part of a path that is not known. */
const open = "\0";

function textsOf(path: Value | null): readonly string[] {
  if (!path) return [];
  const known = literalsOf(path);
  if (known.length > 0) return known;
  if (path.kind !== "template") return [];
  return [path.parts.map((part) => (literalsOf(part).length === 1 ? literalsOf(part)[0] : open)).join("")];
}
