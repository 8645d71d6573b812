import type { BindingEntry } from "../model/binding-facts.ts";
import type { Span } from "../model/location.ts";
import type { StepFact } from "../model/workflow-facts.ts";
import {
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  isName,
  isTrue,
  itemsOf,
  textOf,
  toPlain,
  valueAt,
} from "./config-node.ts";
import { expressionSyntax } from "./expression-syntax.ts";
import type { Seal } from "./extractor.ts";
import { redact } from "./redact.ts";
import { bindingValue } from "./references.ts";

/** The steps of a job or of a composite action; `folder` is where those run that name no folder themselves. */
export function readSteps(node: ConfigNode | undefined, folder: string | null, seal: Seal): readonly StepFact[] {
  return itemsOf(node).flatMap((step): readonly StepFact[] => {
    if (step.kind !== "map") return [];
    const text = (key: string): string | null => textOf(valueAt(step, key));
    const safe = (key: string): string | null => {
      const written = text(key);
      return written === null ? null : redact(written, seal);
    };
    const action = entryOf(step, "run") ?? entryOf(step, "uses");
    const id = text("id");
    const fact: StepFact = {
      ...(id === null ? {} : { id }),
      name: safe("name"),
      if: safe("if"),
      run: safe("run"),
      uses: text("uses"),
      with: readVariables(valueAt(step, "with"), seal),
      env: readVariables(valueAt(step, "env"), seal),
      workingDirectory: text("working-directory") ?? (text("run") === null ? null : folder),
      ...toleratedIn(step),
      span: action ? entrySpan(action) : step.span,
    };
    return [fact];
  });
}

/** Where a step or job says that its failure is none. */
export function toleratedIn(node: ConfigNode): { readonly toleratedAt?: Span } {
  const entry = entryOf(node, "continue-on-error");
  return entry && isTrue(entry.value) ? { toleratedAt: entrySpan(entry) } : {};
}

/** A map of names to values, as `env`, `with` and `secrets` are. */
export function readVariables(node: ConfigNode | undefined, seal: Seal): readonly BindingEntry[] {
  // All variables at once: `env: ${{ fromJSON(…) }}`.
  const whole = textOf(node);
  if (node && whole?.includes("${{")) {
    return [{ name: "*", value: bindingValue(whole, "*", expressionSyntax, seal), span: node.span }];
  }
  return entriesOf(node)
    .filter((entry) => isName(entry.key))
    .map((entry) => {
      const text = entry.value.kind === "scalar" ? entry.value.text : JSON.stringify(toPlain(entry.value));
      return { name: entry.key, value: bindingValue(text, entry.key, expressionSyntax, seal), span: entrySpan(entry) };
    });
}
