import type { BindingId, Expression } from "../../model/ir.ts";

/** What a name stands for: a binding, or an expression that replaces it (an enum member inside its enum). */
export type Meaning = BindingId | Expression;

/** The names one block, function or module declares, and the scope around it. */
export class Scope {
  readonly parent: Scope | null;
  readonly #names = new Map<string, Meaning>();

  constructor(parent: Scope | null) {
    this.parent = parent;
  }

  /** Only what this very scope declares. */
  own(name: string): Meaning | undefined {
    return this.#names.get(name);
  }

  set(name: string, meaning: Meaning): void {
    this.#names.set(name, meaning);
  }

  /** Seen from here outwards; undefined for a global. */
  find(name: string): Meaning | undefined {
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
      const meaning = scope.#names.get(name);
      if (meaning !== undefined) return meaning;
    }
    return undefined;
  }
}
