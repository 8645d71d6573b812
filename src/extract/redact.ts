import type { Seal } from "./extractor.ts";

/** Scripts longer than this are cut: nothing that matters to an audit stands so far down. */
const longest = 50_000;

const candidates: readonly string[] = [
  "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
  "[a-z][a-z0-9+.-]*://[^\\s\"'`<>]+",
  "(?:-u|--user)\\s+[\"']?[^\\s:\"']+:(?<password>[^\\s\"']+)",
  "--(?<flag>[\\w-]*(?:key|token|secret|password|auth|pat))\\s+[\"']?(?<flagged>[^\\s\"']+)",
  "(?<name>[A-Za-z_][\\w-]*)[\"']?(?:=|:\\s*)[\"']?(?:(?:bearer|basic|token)\\s+)?(?<value>[^\\s\"'`;|&<>]+)",
  "[A-Za-z0-9_+/.~-]{12,}={0,2}",
];

const candidate = new RegExp(candidates.join("|"), "gi");

type Groups = Readonly<Record<"password" | "flag" | "flagged" | "name" | "value", string | undefined>>;

/**
 * A script, a command or an expression with the secrets in it replaced by their shape. Errs towards replacing: what is
 * lost is the text of a value, never the command around it.
 */
export function redact(text: string, seal: Seal): string {
  const bounded = text.length > longest ? text.slice(0, longest) : text;
  return bounded.replace(candidate, (found: string, ...rest: readonly unknown[]) => {
    const { password, flag, flagged, name, value } = rest.at(-1) as Groups;
    if ((flag ?? name) === "secret" && namesSecret(rest.at(-2), rest.at(-3))) return found;
    if (isListOfNames(found, rest.at(-2), rest.at(-3))) return found;
    const secret = password ?? flagged ?? value ?? found;
    const label = password !== undefined ? "PASSWORD" : (flag ?? name);
    const shape = shapeIfSecret(secret, label?.replace(/-/g, "_").toUpperCase(), seal);
    // What may be secret always stands at the end of what was found.
    return shape === null ? found : `${found.slice(0, found.length - secret.length)}[${shape}]`;
  });
}

/** `gcloud secrets versions access latest --secret=NAME`: what the flag is given is a name. */
function namesSecret(whole: unknown, offset: unknown): boolean {
  if (typeof whole !== "string" || typeof offset !== "number") return false;
  return /\bgcloud\s[^\n;|&]*\bsecrets\s[^\n;|&]*$/.test(whole.slice(Math.max(0, offset - 200), offset));
}

/** `gcloud run deploy --set-secrets KEY=NAME:latest`: what the variables are given are names and versions. */
function isListOfNames(found: string, whole: unknown, offset: unknown): boolean {
  if (typeof whole !== "string" || typeof offset !== "number") return false;
  const before = whole.slice(Math.max(0, offset - 200), offset);
  if (
    !/(?:^|[\s"'-])(?:set|update)-secrets(?:=|["']?\s+)["']?$/.test(
      before + (/^(?:set|update)-secrets=/.exec(found)?.[0] ?? ""),
    )
  )
    return false;
  const list = found.replace(/^(?:set|update)-secrets=/, "");
  return list.split(",").every((pair) => /^\w+=[\w./-]+:(?:latest|\d{1,5})$/.test(pair));
}

function shapeIfSecret(text: string, name: string | undefined, seal: Seal): string | null {
  // A reference is no value, and which variable it names is what the analysis wants to know.
  const fixed = text.replace(/\$\{\{.*?\}\}|\$\{[^}]*\}|\$\(?\$?(?:env:)?\w*\)?|%\w+%|^secretref:[\w-]{1,60}$/gi, "");
  const sealed = seal(fixed, name === undefined ? {} : { name });
  return sealed.nature === "secret" ? sealed.shape : null;
}
