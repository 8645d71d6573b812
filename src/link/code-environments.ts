import { classOf, isEnvironmentWord } from "../model/environment.ts";
import type { Expression } from "../model/ir.ts";
import type { Place } from "../model/location.ts";
import type { LinkContext } from "./context.ts";
import { place } from "./program/value.ts";
import { eachExpressionOf } from "./program/walk.ts";
import { sameEnvironment } from "./units/same-environment.ts";
import type { Unit, UnitEnvironment } from "./units/unit.ts";

/**
 * Environments that only code declares: the keys of a map such as `{ production: {…}, staging: {…} }`. They are added
 * to the unit the code belongs to, unless its configuration declares one of the same class.
 */
export function withCodeEnvironments(context: LinkContext, units: readonly Unit[]): readonly Unit[] {
  const result = new Map<string, Map<string, UnitEnvironment>>(
    units.map((u) => [u.directory, new Map(u.environments)]),
  );
  const declared = declarations(context);
  context.codeChooses = declared.length > 0 || tagsEntries(context);
  for (const { name, at } of declared) {
    const home =
      [...result.keys()]
        .filter((d) => d === "" || at.path.startsWith(`${d}/`))
        .sort((a, b) => b.length - a.length)[0] ?? context.packageOf(at.path);
    const environments = result.get(home) ?? new Map<string, UnitEnvironment>();
    result.set(home, environments);
    const known = sameEnvironment(name, [...environments.keys()]);
    const before = known === null ? undefined : environments.get(known);
    if (known !== null && before) environments.set(known, { ...before, declaredAt: [...before.declaredAt, at] });
    else environments.set(name, { name, class: classOf(name), blocks: [], declaredAt: [at] });
  }
  return [...result]
    .map(([directory, environments]) => ({ directory, environments }))
    .sort((a, b) => (a.directory < b.directory ? -1 : 1));
}

const tags = new Set(["environment", "env", "stage", "tier"]);

/** Whether deployed code says of what it keeps, entry by entry, which environment it is of: `{ url, environment: "staging" }`. */
function tagsEntries(context: LinkContext): boolean {
  const classes = new Set<string>();
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    eachExpressionOf(module, (e) => {
      if (e.kind !== "object") return;
      for (const p of e.properties)
        if (p.kind === "value" && tags.has(p.key) && p.value.kind === "literal" && typeof p.value.value === "string")
          classes.add(classOf(p.value.value));
    });
  }
  return classes.has("production") && ["staging", "development", "test"].some((c) => classes.has(c));
}

/** Whether deployed code itself writes out hosts that the configuration gives to production and to another environment. */
export function writesHosts(context: LinkContext): boolean {
  const classes = new Set<string>();
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    eachExpressionOf(module, (e) => {
      if (e.kind !== "literal") return;
      const host = hostOfLiteral(e);
      const environment = host === null ? null : context.evaluator.environmentOfHost(host);
      if (environment !== null) classes.add(classOf(environment.environment));
    });
  }
  return classes.has("production") && classes.size > 1;
}

/** The host of an address that is written in code. */
export function hostOfLiteral({ value, sealed }: Extract<Expression, { kind: "literal" }>): string | null {
  if (sealed?.address) return sealed.address.host;
  return typeof value === "string" ? (/^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)/i.exec(value)?.[1] ?? null) : null;
}

/** Keys of objects that hold one entry an environment: production and at least one other, and nothing but environments. */
function declarations(context: LinkContext): readonly { readonly name: string; readonly at: Place }[] {
  const found: { name: string; at: Place }[] = [];
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    const seen = new Set<Expression>();
    eachExpressionOf(module, (e) => {
      if (e.kind !== "object" || seen.has(e)) return;
      seen.add(e);
      const keys = e.properties.flatMap((p) =>
        p.kind === "value" ? [{ key: p.key, at: place(module, p.at), holds: p.value.kind }] : [],
      );
      if (keys.length < 2 || keys.length !== e.properties.length || !keys.every((k) => isEnvironmentWord(k.key)))
        return;
      const classes = new Set(keys.map((k) => classOf(k.key)));
      if (!classes.has("production") || classes.size < 2) return;
      // `{ live: true, test: false }` is a pair of flags, not a map of environments.
      if (
        !keys.some(
          (k) =>
            k.holds === "object" ||
            k.holds === "literal" ||
            k.holds === "member" ||
            k.holds === "call" ||
            k.holds === "new" ||
            k.holds === "template" ||
            k.holds === "logical" ||
            k.holds === "name",
        )
      )
        return;
      for (const { key, at } of keys) found.push({ name: key.toLowerCase(), at });
    });
  }
  return found;
}
