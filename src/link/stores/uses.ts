import { storeMethods, storeOpeners } from "../../catalog/match.ts";
import type { ModuleIR } from "../../model/ir.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import type { EnvironmentView } from "../program/concretise.ts";
import type { Evaluator } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import { type CallSite, calleeNames, type Program } from "../program/program.ts";
import { place, type Thunk, type Value } from "../program/value.ts";
import { type Handle, handlesOf, openersOf } from "./handles.ts";
import { operationsOf } from "./operations.ts";

/** A call on a store client, or the making of one. */
export interface StoreUse {
  readonly site: CallSite;
  readonly at: Place;
  /** The client as it is in one environment. */
  readonly in: (view: EnvironmentView) => readonly Handle[];
  readonly handle: Handle;
  readonly effect: "open" | "narrow" | "read" | "write";
  readonly name: string;
  /** What in the store it is about: SQL text, tables, collections, models. */
  readonly about: readonly string[];
}

/** Every use of a known store client in the program, found from the catalogue's names and confirmed by following the receiver. */
export function findStoreUses(program: Program, evaluator: Evaluator): readonly StoreUse[] {
  const uses: StoreUse[] = [];
  for (const name of program.siteNames) {
    for (const site of program.sitesNamed(name)) {
      const callee = site.expression.kind === "tagged" ? site.expression.tag : site.expression.callee;
      // A symbol that is imported under another name stands under both; it is looked at once.
      if (callee.kind === "name" && callee.name !== name) continue;
      if (mayConcernStore(evaluator, site)) uses.push(...usesAt(evaluator, site, name));
    }
  }
  return uses;
}

/** By names alone where they suffice: most calls of a program are none of a store's, and to follow each is dear. */
function mayConcernStore(evaluator: Evaluator, { module, owner, expression }: CallSite): boolean {
  if (expression.kind === "tagged" || expression.callee.kind === "call") return true;
  const names = calleeNames(expression, module);
  if (names.some((n) => storeOpeners(n).length > 0)) return true;
  if (expression.kind === "new") return false;
  if (expression.callee.kind === "member") return names.some((n) => storeMethods(n).length > 0 || n === "send");
  // `sql(…)` of a client that is a function: its variable holds what a call outside gave.
  if (expression.callee.kind !== "name") return false;
  return remember(
    remember(clients, module, () => new Map<number, boolean>()),
    expression.callee.binding,
    () => {
      const value = evaluator.evaluate(expression.callee, module, owner ? openFrame(module, owner) : null);
      return value.kind === "applied" || (value.kind === "external" && openersOf(value).length > 0);
    },
  );
}

const clients = new WeakMap<ModuleIR, Map<number, boolean>>();

function usesAt(evaluator: Evaluator, site: CallSite, name: string): readonly StoreUse[] {
  const { module, expression } = site;
  const frame = site.owner ? openFrame(module, site.owner) : null;
  const target = expression.kind === "tagged" ? expression.tag : expression.callee;
  const at = place(module, expression.span);
  // `client.send(new PutCommand(…))` is no method of any product, and never narrows.
  const isSent = target.kind === "member" && name === "send";
  const isMethod = target.kind === "member" && storeMethods(name).length > 0;
  const callee = evaluator.evaluate(target, module, frame);
  const args: readonly Thunk[] =
    expression.kind === "tagged"
      ? [{ expression, module, frame }]
      : expression.args.map((e) => ({ expression: e, module, frame }));
  if (callee.kind === "external") {
    const direct = operationsOf(evaluator, callee, args);
    if (direct.length > 0)
      return direct.map((o) => ({
        site,
        at,
        in: (view) => operationsOf(evaluator, callee, args, view).map((x) => x.handle),
        handle: o.handle,
        effect: o.effect,
        name: o.name,
        about: o.about,
      }));
    if (openersOf(callee).length === 0) return [];
    const value: Value = { kind: "applied", form: expression.kind === "new" ? "new" : "call", callee, args, at };
    const again = (view: EnvironmentView): readonly Handle[] => handlesOf(evaluator, value, view);
    return handlesOf(evaluator, value, null).map((handle) => ({
      site,
      at,
      in: again,
      handle,
      effect: "open" as const,
      name,
      about: [],
    }));
  }
  if (!isMethod && !isSent && expression.kind !== "tagged" && callee.kind !== "applied") return [];
  const operations = operationsOf(evaluator, callee, args);
  if (operations.length > 0) {
    const again = (view: EnvironmentView): readonly Handle[] =>
      operationsOf(evaluator, callee, args, view).map((o) => o.handle);
    return operations.map((o) => ({
      site,
      at,
      in: again,
      handle: o.handle,
      effect: o.effect,
      name: o.name,
      about: o.about,
    }));
  }
  if (!isMethod) return [];
  const value: Value = { kind: "applied", form: "call", callee, args, at };
  const again = (view: EnvironmentView): readonly Handle[] => handlesOf(evaluator, value, view);
  return handlesOf(evaluator, value, null).map((handle) => ({
    site,
    at,
    in: again,
    handle,
    effect: "narrow" as const,
    name,
    about: [],
  }));
}
