import type { EnvironmentClass } from "../../model/environment.ts";

export type ItemKind = "store" | "credential" | "endpoint" | "CI job" | "tool" | "MCP server" | "audit events";

/** An environment as the picture shows it: a compartment between two walls. */
export interface Compartment {
  readonly name: string;
  readonly class: EnvironmentClass;
  /** What runs there: services with their tools. */
  readonly crew: readonly string[];
}

/** One thing in one compartment. */
export interface Item {
  /** Unique in the scene. */
  readonly key: string;
  /** Equal for what is one row of the matrix: the same variable in several environments, say. */
  readonly thing: string;
  readonly kind: ItemKind;
  readonly name: string;
  /** Null where it belongs to none. */
  readonly service: string | null;
  readonly environment: string;
  /** What it is there, never a secret. */
  readonly what: string;
  readonly isKnown: boolean;
  /** How many more of this name there are, each in a service of its own, that stand to each other alike. */
  readonly alike: number;
  /** Signals whose breaches it is a part of, and the first of their findings. */
  readonly breach: { readonly signals: readonly number[]; readonly fingerprint: string } | null;
}

/**
 * How two compartments stand to each other by one thing. `shared`: one and the same, yet not judged a breach. `held`: two
 * different ones. `open`: the repository does not tell.
 */
export type CrossingKind = "breach" | "open" | "shared" | "held";

export interface Crossing {
  /** Keys of items; the first one's compartment lies left of the second's. */
  readonly from: string;
  readonly to: string;
  readonly kind: CrossingKind;
  /** The signal that a breach belongs to, and its finding; null otherwise. */
  readonly signal: number | null;
  readonly fingerprint: string | null;
}

export interface Scene {
  /** From left to right: production last. */
  readonly compartments: readonly Compartment[];
  readonly items: readonly Item[];
  readonly crossings: readonly Crossing[];
  readonly leftOut: {
    /** Names of environments that have no compartment. */
    readonly environments: readonly string[];
    readonly breaches: number;
    readonly things: number;
  };
}
