import type { Sealed } from "../../model/sealed.ts";

const loopback = /^(localhost|127(\.\d+){3}|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal)(:\d+)?$/i;

/** Whether a value opens something on the machine of the job itself. */
export function isLocalText(sealed: Sealed): boolean {
  if (sealed.address) return sealed.address.host !== null && loopback.test(sealed.address.host);
  const text = sealed.text ?? "";
  return isLoopbackText(text) || /^(:memory:|file:(?!\/\/\w))/.test(text);
}

/** Whether a host or URL, perhaps only its start, is the machine itself. */
export function isLoopbackText(text: string): boolean {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^@/\s]*@)?(\[[^\]]*\]|[^/:?\s]+)/i.exec(text)?.[1] ?? text;
  return loopback.test(host);
}
