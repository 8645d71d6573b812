import type { Gate, Stack } from "./stack.ts";

/** Whether a gate compares the credential with the target, and is obeyed (CONTROLS §5.1.8); an approval by a person does not. */
export function isSoundGate(gate: Gate): boolean {
  return (
    gate.kind === "environment" &&
    gate.weakness === null &&
    gate.readsCredential !== null &&
    gate.comparesTarget !== null
  );
}

/** The gates behind indices into {@link Stack.gates}. */
export function gatesAt(stack: Stack, indices: readonly number[]): Gate[] {
  return indices.flatMap((index) => stack.gates[index] ?? []);
}
