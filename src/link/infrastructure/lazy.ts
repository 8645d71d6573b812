import type { Place } from "../../model/location.ts";
import { type TerraformValue, unknown } from "../terraform/value.ts";

/** Values by name that are worked out when they are asked for, each once; one that needs itself is not known. */
export class LazyValues extends Map<string, TerraformValue> {
  readonly #make: (name: string) => TerraformValue | undefined;
  readonly #open = new Set<string>();
  readonly #at: Place;

  constructor(at: Place, make: (name: string) => TerraformValue | undefined) {
    super();
    this.#at = at;
    this.#make = make;
  }

  override get(name: string): TerraformValue | undefined {
    const known = super.get(name);
    if (known) return known;
    if (this.#open.has(name)) return unknown(`${name} refers to itself`, this.#at);
    this.#open.add(name);
    const made = this.#make(name);
    this.#open.delete(name);
    if (made) super.set(name, made);
    return made;
  }
}
