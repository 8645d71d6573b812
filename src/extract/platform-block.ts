import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import { readApplicationName, readFileStem } from "../model/deployment-name.ts";
import type { Span } from "../model/location.ts";
import { environmentFolder } from "./yaml-config-name.ts";

/** What a platform gives one program, as its file says. */
export interface PlatformBlock {
  readonly environment: string | null;
  readonly service: string | null;
  readonly entries: readonly BindingEntry[];
  readonly span: Span;
  readonly layer?: BindingsFact["layer"];
  readonly hints?: BindingsFact["hints"];
  readonly includes?: BindingsFact["includes"];
}

/** The block as a fact; none where it gives nothing. */
export function platformFact(block: PlatformBlock): readonly BindingsFact[] {
  const { environment, service, entries, span, layer = "whole", hints = [], includes = [] } = block;
  if (entries.length + includes.length === 0) return [];
  return [{ kind: "bindings", source: "platform", environment, service, layer, entries, includes, hints, span }];
}

/** The environment and unit that a file's name and an application's name say; the file's name counts first. */
export function namedBy(
  path: string,
  suffix: string,
  application: string | null,
): {
  readonly environment: string | null;
  readonly service: string | null;
} {
  const file = readFileStem(suffix);
  const named = application === null ? null : readApplicationName(application);
  return {
    environment: file.environment ?? named?.environment ?? environmentFolder(path),
    service: named?.service ?? file.service,
  };
}
