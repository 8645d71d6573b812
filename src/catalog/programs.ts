import { symbols } from "./shorthand.ts";
import type { SymbolPattern } from "./types.ts";

/**
 * Functions that start a program: its command first, its options last. All of them hand the environment of the process on
 * unless `env` says otherwise. execa adds its `env` to that of the process unless told not to, which is not counted.
 */
export const programStarters: readonly { readonly symbol: SymbolPattern }[] = [
  { symbol: symbols("child_process", "exec", "execSync", "execFile", "execFileSync", "spawn", "spawnSync") },
  { symbol: symbols("execa", "execa", "execaSync", "execaCommand", "execaCommandSync", "default") },
  { symbol: symbols("cross-spawn", "default", "sync", "spawn") },
];
