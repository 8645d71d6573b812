import type { BindingsFact } from "../model/binding-facts.ts";
import { isSampleName } from "../model/deployment-name.ts";
import type { Zone } from "../model/tree.ts";
import type { ConfigNode } from "./config-node.ts";
import type { Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { redact } from "./redact.ts";

/** Whether a hosting platform's file is there to be deployed, and not to be copied. */
export function isDeployed(path: string, zone: Zone, names: RegExp): boolean {
  const isElsewhere = zone === "example" || zone === "docs" || zone === "fixture" || zone === "generated";
  return !isElsewhere && names.test(fileName(path)) && !isSampleName(fileName(path));
}

/** A hint with the secrets in it left out. */
export function hint(
  kind: BindingsFact["hints"][number]["kind"],
  node: ConfigNode | undefined,
  seal: Seal,
): BindingsFact["hints"] {
  const text = node?.kind === "scalar" && node.type !== "null" ? node.text : "";
  return node && text !== "" ? [{ kind, text: redact(text, seal), span: node.span }] : [];
}
