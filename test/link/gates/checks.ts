/** Checks that variants share, as the text of `src/gate.ts`. */
export const assertSame = `export function assertSame(k, t) { if (k.environment !== t.environment) throw new Error("refused"); }`;
export const assertAsync = `export async function assertSame(k, t) { if (k.environment !== t.environment) throw new Error("refused"); }`;
export const allowed = "export function allowed(k, t) { return k.environment === t.environment; }";
export const allowedAsync = "export async function allowed(k, t) { return k.environment === t.environment; }";
export const decide = `export function decide(k, t) {
  if (k.environment !== t.environment) return { allowed: false, verdict: "deny", reason: "mismatch" };
  return { allowed: true, verdict: "allow" };
}`;
export const word = 'export function decide(k, t) { return k.environment === t.environment ? "allow" : "deny"; }';
