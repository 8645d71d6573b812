import type { BindingEntry, BindingsFact, BindingValue } from "../../model/binding-facts.ts";
import type { Fact, Located, ModuleFact } from "../../model/facts.ts";
import type { Expression, ModuleIR } from "../../model/ir.ts";
import { sealedText } from "./template-values.ts";

/** Files of PM2: `ecosystem.config.js`, `ecosystem.staging.config.cjs`. */
const names = /(?:^|\/)(?:ecosystem|pm2)(?:[._-][\w-]+)*\.[cm]?[jt]s$/;

const mostApps = 100;

/** What PM2 gives each program: `env`, and `env_production` over it where it is started with `--env production`. */
export function ecosystemBlocks(facts: readonly Located<Fact>[]): readonly Located<BindingsFact>[] {
  return facts
    .filter((fact): fact is Located<ModuleFact> => fact.kind === "module" && names.test(fact.path))
    .flatMap(({ path, module }) => appsOf(module).flatMap((app) => blocksOf(app, module, path)));
}

function appsOf(module: ModuleIR): readonly Expression[] {
  const exported = module.exports.flatMap((one) =>
    one.kind === "commonjs" || (one.kind === "value" && one.name === "default") ? [one.value] : [],
  );
  return exported.flatMap((value) => {
    const apps = property(resolved(value, module), "apps");
    const list = apps ? resolved(apps, module) : resolved(value, module);
    return list.kind === "array" ? list.elements.slice(0, mostApps) : apps ? [list] : [];
  });
}

function blocksOf(written: Expression, module: ModuleIR, path: string): readonly Located<BindingsFact>[] {
  const app = resolved(written, module);
  if (app.kind !== "object") return [];
  const name = property(app, "name");
  const service = name?.kind === "literal" && typeof name.value === "string" ? name.value : null;
  return app.properties.flatMap((one): readonly Located<BindingsFact>[] => {
    const [, environment] = one.kind === "value" ? (/^env(?:_([\w-]+))?$/.exec(one.key) ?? []) : [];
    if (one.kind !== "value" || !/^env(?:_|$)/.test(one.key)) return [];
    const entries = entriesOf(resolved(one.value, module), module);
    if (entries.length === 0) return [];
    const layer = environment === undefined ? "base" : "override";
    const head = {
      kind: "bindings",
      source: "platform",
      path,
      environment: environment ?? null,
      service,
      layer,
    } as const;
    return [{ ...head, entries, includes: [], hints: [], span: one.span }];
  });
}

function entriesOf(object: Expression, module: ModuleIR): readonly BindingEntry[] {
  if (object.kind !== "object") return [];
  return object.properties.flatMap((one): readonly BindingEntry[] => {
    if (one.kind === "spread") return entriesOf(resolved(one.value, module), module);
    return one.kind === "value" ? [{ name: one.key, value: boundTo(resolved(one.value, module)), span: one.span }] : [];
  });
}

function boundTo(value: Expression): BindingValue {
  if (value.kind === "literal" && value.value !== null) {
    return { kind: "literal", sealed: value.sealed ?? sealedText(String(value.value)) };
  }
  if (value.kind === "member" && value.object.kind === "environment") {
    return { kind: "reference", store: "environment", name: value.property, default: null };
  }
  return { kind: "expression", text: "computed", mentions: [] };
}

/** What a name at the top of the module holds. */
function resolved(value: Expression, module: ModuleIR, depth = 0): Expression {
  if (value.kind !== "name" || depth > 8) return value;
  const held = module.bindings[value.binding]?.value;
  return held ? resolved(held, module, depth + 1) : value;
}

function property(object: Expression, key: string): Expression | null {
  if (object.kind !== "object") return null;
  const found = object.properties.findLast((one) => one.kind === "value" && one.key === key);
  return found?.value ?? null;
}
