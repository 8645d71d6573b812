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
  const callee = evaluator.evaluate(target, module, frame);
  // Clients of several callers are several stores; one that a test picks is one store, which may differ by environment.
  const isPassedIn = callee.kind === "choice" && callee.options.every(({ when }) => when.length === 0);
  const each = isPassedIn ? callee.options.map(({ value }) => value) : [callee];
  const uses = each.flatMap((one) => usesOf(evaluator, site, name, one));
  return uses.filter((u, i) => uses.findIndex((x) => x.effect === u.effect && x.handle === u.handle) === i);
}

function usesOf(evaluator: Evaluator, site: CallSite, name: string, callee: Value): readonly StoreUse[] {
  const { module, expression } = site;
  const frame = site.owner ? openFrame(module, site.owner) : null;
  const at = place(module, expression.span);
  const args: readonly Thunk[] =
    expression.kind === "tagged"
      ? [{ expression, module, frame }]
      : expression.args.map((e) => ({ expression: e, module, frame }));
  const isMember = expression.kind !== "tagged" && expression.callee.kind === "member";
  // `client.send(new PutCommand(…))` is no method of any product, and never narrows.
  const isMethod = isMember && storeMethods(name).length > 0;
  const isCalled = isMethod || (isMember && name === "send") || expression.kind === "tagged";
  if (callee.kind !== "external" && callee.kind !== "applied" && !isCalled) return [];
  const operations = operationsOf(evaluator, callee, args);
  if (operations.length > 0) {
    const again = (view: EnvironmentView): readonly Handle[] =>
      operationsOf(evaluator, callee, args, view).map((o) => o.handle);
    return operations.map(({ handle, effect, name: operation, about }) => ({
      ...{ site, at, in: again },
      ...{ handle, effect, name: operation, about },
    }));
  }
  const opens = callee.kind === "external" && openersOf(callee).length > 0;
  if (!opens && (callee.kind === "external" || !isMethod)) return [];
  const value: Value = { kind: "applied", form: expression.kind === "new" ? "new" : "call", callee, args, at };
  const again = (view: EnvironmentView): readonly Handle[] => handlesOf(evaluator, value, view);
  const effect = opens ? "open" : "narrow";
  return handlesOf(evaluator, value, null)
    .filter((handle) => !handle.latent)
    .map((handle) => ({ site, at, in: again, handle, effect, name, about: [] }));
}
