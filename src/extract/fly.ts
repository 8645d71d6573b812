import type { BindingsFact } from "../model/binding-facts.ts";
import { isSampleName, readApplicationName, readFileStem } from "../model/deployment-name.ts";
import type { Fact } from "../model/facts.ts";
import { type ConfigNode, entryOf, entrySpan, textOf, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { fileStart } from "./positions.ts";
import { readToml } from "./read-toml.ts";
import { redact } from "./redact.ts";
import { literalSyntax } from "./references.ts";
import { variablesOfMap } from "./variables.ts";

const names = /^(?:fly(?:[._-](.+))?|(.+)\.fly)\.toml$/i;

/** Reads `fly.toml` and its siblings for each environment. Secrets are set beside the file, so what is left out proves nothing. */
export const flyFile: Extractor = {
  id: "fly",
  version: 1,
  wants(path, zone) {
    const name = fileName(path);
    return zone !== "example" && zone !== "docs" && zone !== "fixture" && names.test(name) && !isSampleName(name);
  },
  extract({ path, text }, { seal }) {
    const { root, gaps } = readToml(text);
    // An empty document is a table too, and configures nothing.
    if (root?.kind !== "map" || root.entries.length === 0) return gaps;
    return [readApp(root, path, seal), ...gaps];
  },
};

function readApp(root: ConfigNode, path: string, seal: Seal): Fact {
  const [, after, before] = names.exec(fileName(path)) ?? [];
  const file = readFileStem(after ?? before ?? "");
  const app = entryOf(root, "app");
  const written = textOf(app?.value);
  const named = written === null ? null : readApplicationName(written);
  return {
    kind: "bindings",
    source: "fly",
    environment: file.environment ?? named?.environment ?? null,
    service: named?.service ?? file.service,
    layer: "whole",
    entries: variablesOfMap(valueAt(root, "env"), seal, literalSyntax),
    includes: [],
    hints: hintsOf(root, seal),
    span: app ? entrySpan(app) : fileStart,
  };
}

function hintsOf(root: ConfigNode, seal: Seal): BindingsFact["hints"] {
  const places: readonly (readonly [BindingsFact["hints"][number]["kind"], readonly string[]])[] = [
    ["target", ["app"]],
    ["file", ["build", "dockerfile"]],
    ["image", ["build", "image"]],
    ["target", ["build", "build-target"]],
    ["command", ["deploy", "release_command"]],
    ["command", ["processes", "app"]],
  ];
  return places.flatMap(([kind, at]) => {
    const node = valueAt(root, ...at);
    const text = textOf(node);
    return node && text ? [{ kind, text: redact(text, seal), span: node.span }] : [];
  });
}
