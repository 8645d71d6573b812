import { matches, modelSymbols, sinkCalls } from "../catalog/match.ts";
import type { ArgumentPath } from "../catalog/types.ts";
import type { BoundValue } from "../model/bound-value.ts";
import type { Credential } from "../model/credential.ts";
import { splitWords } from "../model/environment.ts";
import { comparePlaces, type Place } from "../model/location.ts";
import { remember } from "../model/remember.ts";
import type { Sealed } from "../model/sealed.ts";
import type { LinkContext } from "./context.ts";
import { concretise, type EnvironmentView } from "./program/concretise.ts";
import { literalsOf } from "./program/evaluate.ts";
import { openFrame } from "./program/parameters.ts";
import type { CallSite } from "./program/program.ts";
import { place, type Value } from "./program/value.ts";
import { eachExpressionOf } from "./program/walk.ts";
import { credentialOf } from "./stores/levels.ts";
import type { StoreUse } from "./stores/uses.ts";
import { eachPart } from "./tools/dependence.ts";

/** A value handed to a client as its key. */
interface Use {
  readonly value: Value;
  readonly provider: string | null;
  readonly what: string;
  readonly at: Place;
}

interface Draft {
  readonly name: string;
  readonly service: string;
  provider: string | null;
  readonly uses: { readonly place: Place; readonly what: string }[];
  readonly values: {
    readonly environment: string;
    readonly value: BoundValue;
    readonly at: Place;
    readonly via: readonly Place[];
  }[];
  readonly absentIn: Set<string>;
}

const secretWords = new Set([
  "key",
  "token",
  "secret",
  "password",
  "passwd",
  "pwd",
  "credential",
  "credentials",
  "apikey",
  "pat",
  "dsn",
  "auth",
]);
const publicWords = new Set(["public", "publishable", "anon"]);
const addressWords = new Set(["url", "uri", "connection", "database", "dsn", "conn"]);

/** Every credential of the stack: followed from the clients that take it, and from the variables that hold it. */
export function linkCredentials(context: LinkContext, storeUses: readonly StoreUse[]): readonly Credential[] {
  const drafts = new Map<string, Draft>();
  const draft = (service: string, name: string): Draft =>
    remember(drafts, `${service}\0${name}`, () => ({
      name,
      service,
      provider: null,
      uses: [],
      values: [],
      absentIn: new Set<string>(),
    }));
  const reads = environmentReads(context);
  for (const unit of context.units) {
    for (const view of context.viewsOf(unit.directory)) {
      const own = unit.environments.get(view.name);
      for (const variable of new Set(own?.blocks.flatMap((b) => [...b.values.keys()]) ?? [])) {
        const found = view.lookup(variable);
        if (found.kind !== "bound" || !isCredential(variable, found.value)) continue;
        const d = draft(context.serviceName(unit.directory), variable);
        d.values.push({ environment: view.name, value: found.value, at: found.at, via: found.via });
        if (d.uses.length === 0)
          d.uses.push(
            ...(reads.get(variable) ?? [])
              .filter((p) => serves(context, p.path, unit.directory))
              .map((p) => ({ place: p, what: "read" })),
          );
      }
    }
  }
  for (const use of [...clientUses(context), ...storeUses.flatMap(usesOfStore)]) {
    if (!context.isDeployed(use.at.path)) continue;
    const homes = context.homesOf(use.at.path);
    // Where the repository declares no environment there is nothing to compare, and that is said.
    if (homes.length === 0) {
      const lone = draft(context.serviceName(context.packageOf(use.at.path)), nameOf(use.value) ?? keyName(use));
      addUse(context, lone, use, []);
    }
    for (const home of homes) {
      const name = nameOf(use.value) ?? keyName(use);
      addUse(context, draft(context.serviceName(home), name), use, context.viewsOf(home));
    }
  }
  return [...drafts.values()]
    .map((d) =>
      finished(
        d,
        (reads.get(d.name) ?? []).filter((p) =>
          context.homesOf(p.path).some((h) => context.serviceName(h) === d.service),
        ),
      ),
    )
    .filter((c) => c.values.length === 0 || !c.values.every((v) => isPlain(v.value)))
    .sort((a, b) => (a.service + a.name < b.service + b.name ? -1 : 1));
}

function finished(d: Draft, readAt: readonly Place[]): Credential {
  const uses = [...d.uses].sort((a, b) => comparePlaces(a.place, b.place));
  const unique = uses.filter((u, i) => i === 0 || comparePlaces(u.place, uses[i - 1]?.place ?? u.place) !== 0);
  return {
    name: d.name,
    service: d.service,
    provider: d.provider,
    uses: unique,
    values: d.values,
    tag: null,
    readAt,
    absentIn: [...d.absentIn],
  };
}

function addUse(context: LinkContext, d: Draft, use: Use, views: readonly EnvironmentView[]): void {
  d.provider ??= use.provider;
  const known = d.uses.findIndex((u) => comparePlaces(u.place, use.at) === 0);
  if (known >= 0) d.uses.splice(known, 1);
  d.uses.push({ place: use.at, what: use.what });
  for (const view of views) {
    const has = d.values.some((v) => v.environment === view.name);
    for (const c of concretise(context.evaluator, use.value, view)) {
      if (c.kind === "text") push(d, view.name, { kind: "literal", sealed: c.sealed ?? plainText }, c.at, [...c.via]);
      else if (c.kind === "reference") push(d, view.name, c.bound, c.at, [...c.via]);
      else if (c.kind === "unresolved" && !has)
        push(d, view.name, { kind: "unresolved", reason: c.reason }, c.at, [...c.via]);
      else if (c.kind === "nothing" && isClosed(context, d.service, view.name)) d.absentIn.add(view.name);
      else if (c.kind === "nothing" && !has)
        push(d, view.name, { kind: "unresolved", reason: c.assumption ?? "it is not set" }, c.at, [...c.via]);
    }
  }
}

/** A container has the variables that compose gives it and no others: what is left out is not there. */
function isClosed(context: LinkContext, service: string, environment: string): boolean {
  return context.units.some(
    (u) =>
      context.serviceName(u.directory) === service &&
      u.environments.get(environment)?.blocks.some((b) => b.source === "compose"),
  );
}

/** A literal that was not sealed because it is too short to be a secret. */
const plainText: Sealed = { digest: "", nature: "plain", shape: "short text" };

function push(d: Draft, environment: string, value: BoundValue, at: Place, via: readonly Place[]): void {
  if (d.values.some((v) => v.environment === environment && comparePlaces(v.at, at) === 0)) return;
  d.values.push({ environment, value, at, via });
}

/** Where a variable is read, by name, in code that is deployed. */
function environmentReads(context: LinkContext): ReadonlyMap<string, readonly Place[]> {
  const reads = new Map<string, Place[]>();
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    const note = (name: string, at: Place): void => {
      const list = reads.get(name);
      if (list) list.push(at);
      else reads.set(name, [at]);
    };
    eachExpressionOf(module, (e) => {
      // `env.X` of a validated module is a read as much as `process.env.X`.
      if (e.kind === "member" && /^[A-Z][A-Z0-9_]{2,}$/.test(e.property)) note(e.property, place(module, e.span));
      if (e.kind !== "call") return;
      for (const arg of e.args)
        if (arg.kind === "literal" && typeof arg.value === "string" && /^[A-Z][A-Z0-9_]{2,}$/.test(arg.value))
          note(arg.value, place(module, e.span));
    });
    for (const binding of module.bindings) {
      if (binding.value?.kind === "member" && /^[A-Z][A-Z0-9_]{2,}$/.test(binding.value.property))
        note(binding.value.property, place(module, binding.span));
    }
  }
  return reads;
}

function serves(context: LinkContext, path: string, home: string): boolean {
  return context.homesOf(path).includes(home) || home === "" || path.startsWith(`${home}/`);
}

/** An address without a password, a flag, a name: nothing that opens anything. */
function isPlain(value: BoundValue): boolean {
  return value.kind === "literal" && value.sealed.nature === "plain" && value.sealed.credential === undefined;
}

/** Whether a bound variable is a secret: by its value, or, where the value is kept elsewhere, by its name. */
function isCredential(variable: string, value: BoundValue): boolean {
  if (value.kind === "literal") return value.sealed.nature === "secret" || value.sealed.credential !== undefined;
  if (value.kind === "reference")
    return (
      (/secret|vault|ssm|1password|doppler|keyvault/.test(value.store) ||
        (value.store === "terraform-variable" && hasCredentialName(variable))) &&
      !isPublicName(variable) &&
      !namesNoSecret(variable)
    );
  return hasCredentialName(variable) && !isPublicName(variable);
}

export function hasCredentialName(variable: string): boolean {
  const words = splitWords(variable);
  return (
    words.some((w) => secretWords.has(w)) ||
    (words.some((w) => addressWords.has(w)) &&
      words.length > 1 &&
      /database|postgres|mongo|redis|connection/i.test(variable))
  );
}

/**
 * Kept among the secrets for convenience, and opens nothing: an account id, a region, a project's name, an address where
 * no password is part of one. Whoever has the address of a webhook can call it.
 */
function namesNoSecret(variable: string): boolean {
  const isAddress = /(^|_)(URL|URI|ENDPOINT|NODE|NODES|INDEX|TABLE|COLLECTION|DATASET|QUEUE|MODEL)$/.test(variable);
  if (isAddress) return !hasCredentialName(variable) && !/HOOK/.test(variable);
  return /(^|_)(ID|IDS|NAME|REGION|ZONE|EMAIL|ORG|ORGANIZATION|PROJECT|SLUG|BUCKET|DOMAIN|USER|USERNAME|TEAM|WORKSPACE|ARN|CHANNEL|VERSION|HOST|PORT)$/.test(
    variable,
  );
}

export function isPublicName(variable: string): boolean {
  return variable.startsWith("VITE_") || splitWords(variable).some((w) => publicWords.has(w));
}

function usesOfStore(use: StoreUse): readonly Use[] {
  const { handle } = use;
  const provider = handle.entries[0]?.provider ?? null;
  const label = handle.entries[0]?.label ?? "store";
  const own: Use[] = handle.credential
    ? [{ value: handle.credential, provider, what: `${label} client`, at: handle.at }]
    : [];
  // A connection string holds its password; where a key is given apart, the address is no secret.
  const host = handle.credential || !carriesPassword(handle) ? undefined : handle.levels.get("host");
  const password = host?.kind === "template" ? passwordIn(host) : host;
  return password ? [...own, { value: password, provider, what: `${label} client`, at: handle.at }] : own;
}

/** The password among the parts of a connection string; a user's name is none. */
function passwordIn(template: Extract<Value, { kind: "template" }>): Value | undefined {
  return template.parts.find(
    (part) => nameOf(part) !== null && splitWords(nameOf(part) ?? "").some((w) => secretWords.has(w)),
  );
}

/** Whether the product's clients are opened by one string that holds address and password. */
function carriesPassword(handle: StoreUse["handle"]): boolean {
  return ["postgres", "mysql", "mongodb", "redis", "sql", "mariadb", "cockroach", "neon", "libsql", "prisma"].some(
    (p) => handle.entries[0]?.provider.startsWith(p),
  );
}

/** Keys that model providers and vendor clients are given, or read from the environment themselves. */
function clientUses(context: LinkContext): readonly Use[] {
  const { program, evaluator } = context;
  const found: Use[] = [];
  for (const name of program.siteNames) {
    const entries = [
      ...modelSymbols(name).map((e) => ({ provider: e.provider, symbol: e.symbol, credential: e.credential })),
      ...sinkCalls(name).map(({ entry, call }) => ({
        provider: entry.provider,
        symbol: call,
        credential: entry.credential,
      })),
    ];
    if (entries.length === 0) continue;
    for (const site of program.sitesNamed(name)) {
      const { expression, module } = site;
      if (expression.kind === "tagged") continue;
      const frame = site.owner ? openFrame(module, site.owner) : null;
      const callee = evaluator.evaluate(expression.callee, module, frame);
      if (callee.kind !== "external") continue;
      const entry = entries.find((e) => matches(e.symbol, callee));
      if (entry) found.push(...inHeaders(context, site));
      const value = entry?.credential ? keyAt(context, site, entry.credential) : null;
      if (entry && value)
        found.push({
          value,
          provider: entry.provider,
          what: `${entry.provider} client`,
          at: place(module, expression.span),
        });
    }
  }
  return found;
}

/** Keys that a request carries in its headers, where no client library takes them. */
function inHeaders(context: LinkContext, site: CallSite): readonly Use[] {
  const { evaluator } = context;
  const { expression, module, owner } = site;
  if (expression.kind === "tagged") return [];
  const frame = owner ? openFrame(module, owner) : null;
  const at = place(module, expression.span);
  const found: Use[] = [];
  for (const arg of expression.args) {
    const options = evaluator.evaluate(arg, module, frame);
    if (options.kind !== "object") continue;
    eachPart(evaluator, evaluator.member(options, "headers", at), (part) => {
      const isKey = isKeyVariable(part);
      if (isKey) found.push({ value: part, provider: null, what: "a request", at });
      return !isKey;
    });
  }
  return found;
}

function isKeyVariable(part: Value): boolean {
  if (part.kind === "stored") return true;
  // An entry of the settings of one environment: `token` of what node-config picks.
  if (part.kind === "select") return hasCredentialName(part.taken.at(-1) ?? "");
  if (part.kind === "fallback" && part.first.kind === "select") return isKeyVariable(part.first);
  return (
    part.kind === "variable" &&
    typeof part.name === "string" &&
    hasCredentialName(part.name) &&
    !isPublicName(part.name)
  );
}

function keyAt(
  context: LinkContext,
  site: CallSite,
  source: { readonly from: readonly ArgumentPath[]; readonly implicit?: readonly string[] },
): Value | null {
  if (site.expression.kind === "tagged") return null;
  const frame = site.owner ? openFrame(site.module, site.owner) : null;
  const args = site.expression.args.map((expression) => ({ expression, module: site.module, frame }));
  return credentialOf(context.evaluator, args, source, place(site.module, site.expression.span));
}

/** What a key without a variable of its own is called: by the product it opens, or by the file that sends it. */
function keyName({ provider, at }: Use): string {
  return provider === null ? `the key sent by ${at.path.slice(at.path.lastIndexOf("/") + 1)}` : `${provider} key`;
}

/** The variable a key is read from. */
function nameOf(value: Value): string | null {
  switch (value.kind) {
    case "stored":
      return literalsOf(value.name)[0] ?? null;
    case "variable":
      return typeof value.name === "string" ? value.name : null;
    case "fallback":
      return nameOf(value.first) ?? nameOf(value.second);
    case "choice":
      return value.options.map((o) => nameOf(o.value)).find((n) => n !== null) ?? null;
    case "template":
      return value.parts.map(nameOf).find((n) => n !== null) ?? null;
    default:
      return null;
  }
}
