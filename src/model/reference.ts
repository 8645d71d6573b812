/** An entry of a public framework that a check bears on. */
export interface Reference {
  readonly framework: FrameworkName;
  /** As the framework writes it, with its year where numbers changed between editions. */
  readonly id: string;
  /** Its title, or what it is about in our words where the text has none or is not public. */
  readonly title: string;
}

export type FrameworkName =
  | "OWASP LLM Top 10"
  | "OWASP Agentic Top 10"
  | "OWASP NHI Top 10"
  | "OWASP AISVS 1.0"
  | "NIST AI RMF 1.0"
  | "ISO/IEC 42001:2023"
  | "MITRE ATLAS"
  | "EU AI Act"
  | "CWE";

/** What a reference claims: the AI Act binds whom it binds, so there a check is relevant to an article and no more. */
export function relationTo({ framework }: Reference): string {
  return framework === "EU AI Act" ? "relevant to" : "maps to";
}

/** Framework and id as a reader looks them up, without a name that both begin with. */
export function labelOf({ framework, id }: Reference): string {
  if (framework === "CWE") return id;
  return framework === "OWASP AISVS 1.0" ? `${framework}, ${id.replace("AISVS ", "")}` : `${framework}, ${id}`;
}
