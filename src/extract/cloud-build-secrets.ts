import type { BindingEntry } from "../model/binding-facts.ts";
import type { Filled } from "./cloud-build-command.ts";
import { type ConfigNode, entriesOf, entryOf, entrySpan, isName, itemsOf, textOf, valueAt } from "./config-node.ts";
import type { Seal } from "./extractor.ts";
import { bindingValue, literalSyntax } from "./references.ts";

/** What a build makes available to its steps, by the variable: secrets of Secret Manager, and texts that KMS decrypts. */
export function secretsIn(root: ConfigNode, filled: Filled, seal: Seal): ReadonlyMap<string, BindingEntry> {
  const found = new Map<string, BindingEntry>();
  for (const item of itemsOf(valueAt(root, "availableSecrets", "secretManager"))) {
    const version = entryOf(item, "versionName");
    const [name, written] = [textOf(valueAt(item, "env")), textOf(version?.value)];
    if (!version || name === null || written === null || !isName(name)) continue;
    // Which version of it does not matter: whoever reads one of them reads that secret.
    const secret = filled(written).replace(/\/versions\/.*$/, "");
    found.set(name, { name, value: bindingValue(secret, name, literalSyntax, seal), span: entrySpan(version) });
  }
  const encrypted = [
    ...itemsOf(valueAt(root, "availableSecrets", "inline")).flatMap((item) => entriesOf(valueAt(item, "envMap"))),
    ...itemsOf(valueAt(root, "secrets")).flatMap((item) => entriesOf(valueAt(item, "secretEnv"))),
  ];
  for (const entry of encrypted) {
    if (!isName(entry.key) || textOf(entry.value) === null) continue;
    const value = { kind: "expression", text: "a text that a key of Cloud KMS decrypts", mentions: [] } as const;
    found.set(entry.key, { name: entry.key, value, span: entrySpan(entry) });
  }
  return found;
}
