import type { Fact, Located } from "../model/facts.ts";
import type { Expression, Statement } from "../model/ir.ts";
import { comparePlaces, type Place } from "../model/location.ts";
import { remember } from "../model/remember.ts";
import { readScript } from "./ci/commands.ts";
import { filesGiven } from "./ci/environment-files.ts";
import { Workspace } from "./ci/workspace.ts";
import type { LinkContext } from "./context.ts";
import { type Cascade, cascadeOf } from "./dotenv-order.ts";
import { literalsOf } from "./program/evaluate.ts";
import { pathIn } from "./program/models/files.ts";
import type { CallSite } from "./program/program.ts";
import { directoryOf } from "./program/resolve.ts";
import { type ObjectValue, place, type Thunk, type Value } from "./program/value.ts";
import { childrenOf } from "./program/walk.ts";
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
  return [...inCode(context, isAbsent), ...inCommands(facts, isAbsent)];
}

type Test = (path: string) => boolean;

/** The calls of one body that nothing decides over are one list, and every other call is its own. */
function inCode(context: LinkContext, isAbsent: Test): readonly Cascade[] {
  const found: Cascade[] = [];
  const bodies = new Map<readonly Statement[], { readonly read: Read; readonly site: CallSite }[]>();
  for (const name of ["forRoot", "config", "configDotenv", "loadEnvFile"]) {
    for (const site of context.program.sitesNamed(name)) {
      if (!context.isDeployed(site.module.path)) continue;
      const reads = readsOf(context, site);
      const [only, ...more] = reads;
      const body = only && more.length === 0 ? bodyRunning(site) : null;
      if (only && body) remember(bodies, body, () => []).push({ read: only, site });
      else for (const { files } of reads) found.push(cascade(context, site, files, isAbsent));
    }
  }
  for (const calls of bodies.values()) {
    calls.sort((a, b) => comparePlaces(placeOf(a.site), placeOf(b.site)));
    // What overrules is set over all that was read before it.
    const files = [
      ...calls.filter(({ read }) => read.overrules).reverse(),
      ...calls.filter(({ read }) => !read.overrules),
    ].flatMap(({ read }) => read.files);
    const [first] = calls;
    if (first) found.push(cascade(context, first.site, files, isAbsent));
  }
  return found;
}

function cascade(context: LinkContext, site: CallSite, files: Read["files"], isAbsent: Test): Cascade {
  const { path } = site.module;
  const folders = [context.packageOf(path), directoryOf(path)];
  return cascadeOf({ files, folders, at: placeOf(site), isAbsent });
}

function placeOf({ module, expression }: CallSite): Place {
  return place(module, expression.span);
}

/** The statements that the call is always run with; null where a condition stands before it. */
function bodyRunning({ module, owner, expression }: CallSite): readonly Statement[] | null {
  const body = owner?.body ?? module.body;
  const isRun = body.some((s) => {
    const value = s.kind === "expression" ? s.value : s.kind === "let" ? module.bindings[s.binding]?.value : null;
    return value ? holds(value, expression) : false;
  });
  return isRun ? body : null;
}

function holds(e: Expression, wanted: Expression): boolean {
  if (e === wanted) return true;
  if (e.kind === "logical" || e.kind === "conditional") return false;
  return childrenOf(e).some((child) => holds(child, wanted));
}

/** The files of one call. */
interface Read {
  /** The first wins; a path as the texts that it can be. */
  readonly files: readonly (readonly string[])[];
  /** Whether they are set over what was read before. */
  readonly overrules: boolean;
}

/** What a call reads: one list, or one of several. */
function readsOf({ evaluator }: LinkContext, { expression, module }: CallSite): readonly Read[] {
  if (expression.kind !== "call") return [];
  const key = keyOf(evaluator.evaluate(expression.callee, module, null));
  if (key === null) return [];
  const [first] = expression.args;
  const given = first ? evaluator.evaluate(first, module, null) : null;
  const textsIn = (path: Value): readonly string[] => textsOf(pathIn(evaluator, path, 0));
  const listed = (paths: Value | null): Read["files"] => {
    if (paths === null) return [[".env"]];
    return paths.kind === "array" ? paths.elements.map((thunk) => textsIn(evaluator.force(thunk))) : [textsIn(paths)];
  };
  if (key === "") return [{ files: listed(given), overrules: false }];
  if (given !== null && given.kind !== "object") return [];
  const take = (name: string): Value | null => (given ? entryOf(given, name, (thunk) => evaluator.force(thunk)) : null);
  // Read in no environment, or in some of them only.
  const ignores = take("ignoreEnvFile");
  if (ignores && !(ignores.kind === "literal" && ignores.value === false)) return [];
  const paths = take(key);
  const overrules = isTrue(take("override"));
  return (paths?.kind === "choice" ? paths.options.map(({ value }) => value) : [paths]).map((list) => {
    const files = listed(list);
    return { files: overrules ? [...files].reverse() : files, overrules };
  });
}

/** Commands of package scripts and tasks that are told several files: `dotenv -e .env.staging -e .env -- node .`. */
function inCommands(facts: readonly Located<Fact>[], isAbsent: Test): readonly Cascade[] {
  const scripts = facts.flatMap((fact) =>
    fact.kind === "package" || fact.kind === "scripts"
      ? fact.scripts.map(({ command, span }) => ({ command, at: { path: fact.path, span } }))
      : [],
  );
  const asking = scripts.filter(({ command }) => /--env-file\b|\bdotenvx?\b/.test(command));
  if (asking.length === 0) return [];
  const workspace = new Workspace(facts);
  return asking.flatMap(({ command, at }) => {
    const origin = { at, chain: [], names: [], cwd: directoryOf(at.path) };
    return readScript(command, origin, new Map(), workspace).commands.flatMap((run): readonly Cascade[] => {
      // What compose and docker are told is for them and for their containers.
      if (run.environmentFiles.length < 2 || /^(?:docker|podman)/.test(run.program.runner)) return [];
      const own = filesGiven(run.program).length;
      const outer = run.environmentFiles.slice(0, run.environmentFiles.length - own);
      // Of the files of a runtime the last wins, and what a wrapper has set before stays.
      const inner = run.environmentFiles.slice(run.environmentFiles.length - own).reverse();
      return [cascadeOf({ files: [...outer, ...inner].map((path) => [path]), folders: [""], at, isAbsent })];
    });
  });
}

/** The option under which a loader takes its files; empty where its argument is the path itself. */
function keyOf(callee: Value): string | null {
  if (callee.kind !== "external") return null;
  const name = callee.path.at(-1) ?? "";
  if (callee.package === "@nestjs/config") return name === "forRoot" ? "envFilePath" : null;
  if (name === "loadEnvFile") return callee.package === "" || /^(?:node:)?process$/.test(callee.package) ? "" : null;
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
