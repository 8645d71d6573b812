import {
  isCatalogued,
  matches,
  modelSymbols,
  type SymbolReference,
  telemetrySymbols,
  toolDefiners,
} from "../../catalog/match.ts";
import type { SymbolPattern } from "../../catalog/types.ts";
import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { CallView } from "../../model/line-view.ts";
import { locate } from "../../model/location.ts";
import { functionsOf } from "../program/flow.ts";
import { chainOf, type Frame, place, type Thunk, type Value } from "../program/value.ts";
import { openersOf } from "../stores/handles.ts";
import { deedsAt } from "../tools/effects.ts";
import { phrase } from "./phrase.ts";
import type { Wording } from "./wording.ts";

type Call = Extract<Expression, { kind: "call" | "new" | "tagged" }>;

export function isCall(e: Expression): e is Call {
  return e.kind === "call" || e.kind === "new" || e.kind === "tagged";
}

/** What a call runs, and what the catalogue says that it does. */
export function callView(wording: Wording, site: Call, module: ModuleIR, frame: Frame | null): CallView {
  const { evaluator } = wording;
  const callee = evaluator.evaluate(site.kind === "tagged" ? site.tag : site.callee, module, frame);
  const operands = site.kind === "tagged" ? site.values : site.args;
  const args = operands.map((expression): Thunk => ({ expression, module, frame }));
  const at = place(module, site.span);
  const call = { site, module, frame, callee, args, at, path: [] };
  const effects = deedsAt(evaluator, call, { unknown: true }).map(({ kind, operation }) => ({
    kind,
    operation,
  }));
  const [defined] = functionsOf(callee);
  const home = defined ?? (callee.kind === "class" ? callee : null);
  return {
    callee: phrase(callee, wording),
    definedAt: home ? locate(home.at, "defined") : null,
    effects: distinct(effects),
    knownAs: callee.kind === "external" ? knownAs(callee) : [],
    unknownPackage: unknownPackage(callee),
  };
}

/** What the catalogue has to say of a symbol, whatever the model made of the call. */
function knownAs(symbol: SymbolReference): readonly string[] {
  const name = symbol.path.at(-1) ?? "default";
  const isIt = (entry: { readonly symbol: SymbolPattern }): boolean => matches(entry.symbol, symbol);
  return [
    ...new Set([
      ...openersOf(symbol).map(({ entry }) => `opens a ${entry.label}`),
      ...toolDefiners(name)
        .filter((entry) => entry.form !== "method" && isIt(entry))
        .map(() => "defines a tool"),
      ...modelSymbols(name)
        .filter(isIt)
        .map(({ role, provider }) =>
          role === "call" ? `calls a model of ${provider}` : `makes a model client or an agent of ${provider}`,
        ),
      ...telemetrySymbols(name)
        .filter(isIt)
        .map(({ product }) => `belongs to ${product}, which keeps records`),
    ]),
  ];
}

/** The package that a call ends up in, if the catalogue knows nothing of it. */
function unknownPackage(callee: Value): string | null {
  const [root] = chainOf(callee);
  if (root?.kind !== "external" || root.package === "" || isCatalogued(root.package)) return null;
  return root.package;
}

function distinct(effects: CallView["effects"]): CallView["effects"] {
  return effects.filter((e, i) => effects.findIndex((o) => o.kind === e.kind && o.operation === e.operation) === i);
}
