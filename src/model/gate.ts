import type { Gate, Stack } from "./stack.ts";

/** Whether a gate compares the credential with the target, and is obeyed (CONTROLS §5.1.8); an approval by a person does not. */
export function isSoundGate(gate: Gate): boolean {
  return whyNotSound(gate) === null;
}

/** Why a gate does not keep environments apart, to be read after its name; null if it is sound. */
export function whyNotSound(gate: Gate): string | null {
  if (gate.kind === "approval") return "asks a person, who sees no environment, and compares nothing";
  if (gate.kind === "other") return "compares no environments";
  if (gate.weakness !== null) return `does not guard: ${gate.weakness}`;
  if (gate.readsCredential === null) return "does not read the credential";
  return gate.comparesTarget === null ? "does not compare it with the target" : null;
}

/** The gates behind indices into {@link Stack.gates}. */
export function gatesAt(stack: Stack, indices: readonly number[]): Gate[] {
  return indices.flatMap((index) => stack.gates[index] ?? []);
}
