import { splitWords } from "../model/environment.ts";
import type { InfraExpression } from "../model/infrastructure.ts";
import type { Span } from "../model/location.ts";
import type { Seal } from "./extractor.ts";

/** Shorter strings are neither secrets nor addresses. */
const shortestSealed = 8;

/** A string of a configuration language, without its text if that may not leave the extractor. */
export function sealedText(written: string, setting: string | null, span: Span, seal: Seal): InfraExpression {
  // Where a module is fetched from ends in a commit, which looks like a key and tells nothing here.
  const text = setting === "source" ? written.replace(/\?ref=[\w.-]+$/, "") : written;
  const name = setting === null ? null : credentialSetting(setting);
  if (text.length < shortestSealed && name === null) return { kind: "text", text, span };
  const sealed = seal(text, name === null ? {} : { name });
  const isOpen = sealed.nature === "plain" && sealed.text !== undefined;
  if (isOpen && sealed.address === undefined) return { kind: "text", text, span };
  return { kind: "text", text: isOpen ? text : "", sealed, span };
}

/**
 * The variable that a setting is like, if its value is a secret by the name: `db_password`, `OPENAI_API_KEY`. Settings such
 * as `hash_key`, `key` and `secret_name` name things, so a value of theirs is judged by its looks alone.
 */
function credentialSetting(setting: string): string | null {
  if (/^(?:plaintext_value|secret_string|secret_data)$/.test(setting)) return "SECRET";
  if (setting === "secret") return null;
  if (/^[A-Z][A-Z0-9_]*$/.test(setting)) return setting;
  return credentials.test(setting) ? splitWords(setting).join("_").toUpperCase() : null;
}

const credentials =
  /(?:^|[_-])(?:password|passwd|pwd|secret|token|api[_-]?key|(?:private|access|secret|auth|license|signing|encryption)[_-]?key|connection[_-]?string|dsn|database[_-]?url)$|[a-z](?:Password|Secret|Token|ApiKey|PrivateKey|AccessKey|SecretKey|ConnectionString)$/i;
