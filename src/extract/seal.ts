import { createHmac } from "node:crypto";
import type { Seal } from "./extractor.ts";
import { readValue } from "./value-reading.ts";

/** Longer plain text is no address, name or setting, and is not worth keeping. */
const longestText = 512;

/**
 * Makes the function through which every string of the audited repository passes. The key is random for each run, so
 * digests compare within a run and cannot be looked up afterwards.
 */
export function createSeal(key: Uint8Array): Seal {
  const digest = (text: string): string => createHmac("sha256", key).update(text, "utf8").digest("hex").slice(0, 32);

  return (written, hint = {}) => {
    const text = written.trim();
    const reading = readValue(text, hint.name ?? null);
    const { opened, tag, secretPart } = reading;
    return {
      digest: digest(text),
      nature: reading.nature,
      shape: reading.shape,
      ...(reading.nature === "secret" && reading.form ? { form: reading.form } : {}),
      ...(reading.keepsText && text.length <= longestText ? { text } : {}),
      ...(opened?.address ? { address: opened.address } : {}),
      ...(opened?.superuser ? { superuser: opened.superuser } : {}),
      ...(secretPart === undefined ? {} : { credential: digest(secretPart) }),
      ...(tag ? { tag: { ...tag, rest: digest(tag.rest) } } : {}),
    };
  };
}
