import { createHash } from "node:crypto";
import { isFullName, storesOfCloud } from "../../catalog/infrastructure/resources.ts";
import { storeSchemes } from "../../catalog/schemes.ts";
import type { BoundValue } from "../../model/bound-value.ts";
import type { Place } from "../../model/location.ts";
import type { Address, Sealed } from "../../model/sealed.ts";
import type { AccountTeller } from "./accounts.ts";
import type { TerraformValue } from "./value.ts";

/** What a variable is bound to, where that is told, and the places that lead there. */
export interface Bound {
  readonly value: BoundValue;
  readonly at: Place;
  readonly via: readonly Place[];
}

/** Turns the values of one deployment into what the rest of the linker compares. */
export class Binder {
  readonly #accounts: AccountTeller;
  /** Whether one application serves several environments: what it is given once is one thing in all of them. */
  readonly #isShared: boolean;
  /** Names that are asked for in several environments; any other is another secret in whatever account. */
  readonly #repeated: ReadonlySet<string>;

  constructor(accounts: AccountTeller, isShared: boolean, repeated: ReadonlySet<string>) {
    this.#accounts = accounts;
    this.#isShared = isShared;
    this.#repeated = repeated;
  }

  bind(value: TerraformValue): Bound {
    const at = value.at;
    switch (value.kind) {
      case "scalar":
        return { value: { kind: "literal", sealed: value.sealed ?? plain(String(value.value ?? "")) }, at, via: [] };
      case "bound":
        return { value: value.value, at, via: [] };
      case "generated":
        return this.#generated(value);
      case "stored":
        return this.#stored(value);
      case "input":
        return { value: this.#input(value), at, via: [] };
      case "template":
        return this.#template(value);
      case "unknown":
        return open(value.reason, at);
      default:
        return open("it is put together when it is applied", at);
    }
  }

  #generated(value: Extract<TerraformValue, { kind: "generated" }>): Bound {
    const { label, secret, lookup, at } = value;
    if (value.partial && !this.#isShared && this.#repeated.has(`:${label}`))
      return open(`a part of ${label} is only known when it is applied`, at);
    const cloud = /^(google|azurerm|kubernetes)/.exec(label)?.[1] ?? "aws";
    const account = lookup && !this.#isShared ? this.#accounts.of(lookup.deployment, cloud, lookup.provider) : null;
    if (lookup && !this.#isShared && !account)
      return open(`the account in which ${label} is looked up is not known`, at);
    const via = account ? [account.at] : [];
    const name = account ? `${label} in ${account.label}` : label;
    if (secret) {
      const store = value.store ?? "terraform-secret";
      return { value: { kind: "reference", store, name, scope: null, reference: `${store}:*:${name}` }, at, via };
    }
    return { value: { kind: "literal", sealed: plain(name) }, at, via };
  }

  #stored(value: Extract<TerraformValue, { kind: "stored" }>): Bound {
    const { store, name, provider, deployment, at } = value;
    const cloud = storesOfCloud[store];
    const isWhole = isFullName(name);
    const account = cloud && !isWhole && !this.#isShared ? this.#accounts.of(deployment, cloud, provider) : null;
    const isOpen = cloud && !isWhole && !this.#isShared && !account;
    if (isOpen && this.#repeated.has(`${store}:${name}`))
      return open(`the account in which ${name} is kept in ${store} is not known`, at);
    const scope = account?.label ?? null;
    const reference = `${store}:${scope ?? "*"}:${name}`;
    return { value: { kind: "reference", store, name, scope, reference }, at, via: account ? [account.at] : [] };
  }

  #input({ variable, deployment }: Extract<TerraformValue, { kind: "input" }>): BoundValue {
    const name = `var.${variable} of ${deployment.name}`;
    if (!this.#isShared) return { kind: "unresolved", reason: `${name} is given when it is applied` };
    const store = "terraform-variable";
    return { kind: "reference", store, name, scope: null, reference: `${store}:*:${name}` };
  }

  /** A text of which a part is made when it is applied: an address is read as one, with that part in its place. */
  #template({ parts, at }: Extract<TerraformValue, { kind: "template" }>): Bound {
    const bound = parts.map((part) => ({ part, bound: this.bind(part) }));
    const unclear = bound.find(({ bound: { value } }) => value.kind === "unresolved");
    if (unclear && unclear.bound.value.kind === "unresolved") return open(unclear.bound.value.reason, at);
    const pieces = bound.map(({ part, bound: { value } }): Piece => {
      const text = value.kind === "literal" ? value.sealed.text : undefined;
      if (text !== undefined && part.kind !== "generated") return { text, holds: null };
      const isSecret = value.kind === "reference" || (value.kind === "literal" && value.sealed.nature === "secret");
      const label = text ?? (value.kind === "reference" ? value.reference : digestIn(value));
      const isWritten = isSecret && value.kind === "literal" && !value.sealed.isMade;
      return { text: null, holds: { label, isSecret, isWritten } };
    });
    const sealed = sealText(pieces);
    // What it opens tells environments apart, rather than the password that stands before it.
    const host = sealed.address?.host ?? sealed.address?.name;
    const opened = host ? pieces.findIndex(({ holds }) => holds && !holds.isSecret && host.includes(holds.label)) : -1;
    const via = bound.flatMap(({ bound: { via } }) => [...via]);
    return { value: { kind: "literal", sealed }, at: parts[opened]?.at ?? at, via };
  }
}

interface Piece {
  readonly text: string | null;
  /** What stands in place of a text: a name of what is made, or a secret, which may be written out or kept elsewhere. */
  readonly holds: { readonly label: string; readonly isSecret: boolean; readonly isWritten: boolean } | null;
}

function open(reason: string, at: Place): Bound {
  return { value: { kind: "unresolved", reason }, at, via: [] };
}

/** A text that is plainly no secret, since it was put together from what is none. */
function plain(text: string): Sealed {
  if (text === "") return { digest: "", nature: "empty", shape: "empty" };
  const address = addressIn(text, (part) => part);
  return { digest: digestOf(text), nature: "plain", shape: "text", text, ...(address ? { address } : {}) };
}

const mark = /\uE000(\d+)\uE001/g;

function sealText(pieces: readonly Piece[]): Sealed {
  const held = pieces.flatMap(({ holds }) => (holds ? [holds] : []));
  let next = 0;
  const marked = pieces.map(({ text }) => text ?? `\uE000${next++}\uE001`).join("");
  const fill = (text: string): string => text.replace(mark, (_, index: string) => held[Number(index)]?.label ?? "");
  const secrets = held.filter(({ isSecret }) => isSecret);
  const address = addressIn(marked, fill);
  if (secrets.length === 0) {
    const text = fill(marked);
    return { digest: digestOf(text), nature: "plain", shape: "text", text, ...(address ? { address } : {}) };
  }
  return {
    digest: digestOf(fill(marked)),
    nature: "secret",
    shape: address ? `${address.provider} URL` : "text with a secret",
    ...(secrets.some(({ isWritten }) => isWritten) ? {} : { isMade: true }),
    credential: digestOf(secrets.map(({ label }) => label).join("\0")),
    ...(address ? { address } : {}),
  };
}

/** What a URL opens, its host or database perhaps a name that stands for one. */
function addressIn(text: string, fill: (text: string) => string): Address | null {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/@]*@)?([^/?#@]+)(?:\/([^?#]*))?/i.exec(text);
  const scheme = storeSchemes[(match?.[1] ?? "").toLowerCase().replace(/\+(?!srv|s$).*$/, "")];
  const written = match?.[2];
  if (!scheme || written === undefined) return null;
  const port = new RegExp(`:(?:${scheme.ports.join("|")})$`);
  const host = fill(scheme.ports.length > 0 ? written.replace(port, "") : written);
  const path = fill(match?.[3] ?? "").replace(/\/+$/, "") || null;
  const isStore = scheme.provider === "s3" || scheme.provider === "gcs";
  return {
    provider: scheme.provider,
    host: isStore ? null : host,
    name: isStore ? host : scheme.path === "database" ? path : null,
    container: null,
    scope: scheme.path === "scope" && path !== "0" ? path : null,
  };
}

function digestIn(value: BoundValue): string {
  return value.kind === "literal" ? value.sealed.digest : "";
}

/** Names of what is made are no secrets; as a digest they look like what they are compared with. */
function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
