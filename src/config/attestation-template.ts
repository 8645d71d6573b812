import { type Document, isMap, isScalar, isSeq, parseDocument, Scalar, type YAMLMap, YAMLSeq } from "yaml";

/** A question that an audit leaves open. */
export interface OpenQuestion {
  /** Id of the check that asks. */
  readonly check: string;
  /** What the check asks, so that yes is the good answer. */
  readonly asked: string;
  /** What of it is open. */
  readonly about: string;
}

export interface AttestationTemplate {
  readonly text: string;
  /** How many entries have an answer, and how many questions were added. */
  readonly answered: number;
  readonly added: number;
}

const head = `# Answers to what this repository cannot show by itself. Bulkhead reads them with every audit.
#
#   asked     what the check asks; yes is always the good answer
#   about     what of it the repository leaves open
#   answer    yes, no or not-applicable, to what is asked; without one the entry counts for nothing
#   evidence  a link, or a path in this repository
#   by        who says so
#   date      the day on which it is said, and
#   expires   the last day on which it holds, both as YYYY-MM-DD
#   note      anything else; for not-applicable why it does not apply
#
# An answer holds as long as the same is open, and never outweighs what is proven.
attestations: []
`;

const changed = " Open is now: ";

/**
 * The file with an entry for each open question. What is filled in stays, also where something else is open now: a
 * comment then says what. Entries that nobody has touched go with their question.
 *
 * @param present The text of the file as it is, which must be sound; null if there is none yet.
 */
export function attestationTemplate(questions: readonly OpenQuestion[], present: string | null): AttestationTemplate {
  const document = parseDocument(present === null || present.trim() === "" ? head : present, { version: "1.2" });
  const list = listIn(document);
  const entries = list.items.filter(isMap) as YAMLMap[];
  const byCheck = new Map(entries.map((entry) => [checkOf(entry), entry]));
  const open = new Map(questions.map((question) => [question.check, question]));

  for (const [check, entry] of byCheck) update(entry, open.get(check) ?? null);
  list.items = list.items.filter((item) => !isMap(item) || open.has(checkOf(item)) || !isUntouched(item));
  const added = questions.filter(({ check }) => !byCheck.has(check));
  for (const question of added) {
    const entry = newEntry(document, question);
    entry.spaceBefore = list.items.length > 0;
    list.items.push(entry);
  }
  const text = document.toString({ lineWidth: 0, nullStr: "" }).replace(/: +$/gm, ":");
  return { text: escaped(text), answered: entries.filter((entry) => hasAnswer(entry)).length, added: added.length };
}

function listIn(document: Document): YAMLSeq {
  const found = document.get("attestations", true);
  if (isSeq(found)) {
    found.flow = false;
    return found;
  }
  const list = new YAMLSeq();
  document.set("attestations", list);
  return list;
}

function update(entry: YAMLMap, question: OpenQuestion | null): void {
  const isOther =
    question !== null &&
    (plain(entry.get("asked")) !== plain(question.asked) || plain(entry.get("about")) !== plain(question.about));
  if (isOther && !hasAnswer(entry)) {
    entry.set("asked", toText(question.asked));
    entry.set("about", toText(question.about));
  }
  const key = entry.items.find((pair) => isScalar(pair.key) && pair.key.value === "about")?.key;
  if (!isScalar(key)) return;
  // On a key, because the comment above the first entry would be one of the whole list.
  const kept = (key.commentBefore ?? "").split("\n").filter((line) => line !== "" && !line.startsWith(changed));
  const told = isOther && hasAnswer(entry) ? [changed + question.about.replace(/\s+/g, " ")] : [];
  const comment = [...kept, ...told].join("\n");
  if (comment !== (key.commentBefore ?? "")) key.commentBefore = comment === "" ? null : comment;
}

function newEntry(document: Document, { check, asked, about }: OpenQuestion): YAMLMap {
  const at = check.indexOf("/");
  const entry = document.createNode({
    control: check.slice(0, at),
    question: check.slice(at + 1),
    asked: toText(asked),
    about: toText(about),
    answer: null,
    evidence: null,
    by: null,
    date: null,
    expires: null,
  });
  return entry as unknown as YAMLMap;
}

function checkOf(entry: YAMLMap): string {
  return `${String(entry.get("control")).trim()}/${String(entry.get("question")).trim()}`;
}

function hasAnswer(entry: YAMLMap): boolean {
  return Boolean(entry.get("answer"));
}

/** Nothing but what the template wrote is in it. */
function isUntouched(entry: YAMLMap): boolean {
  return ["answer", "evidence", "by", "date", "expires", "note"].every((key) => !entry.get(key));
}

/** As questions are compared. */
function plain(text: unknown): string {
  return String(text).replace(/:\d+/g, "").replace(/\s+/g, " ").trim();
}

const steering = /[\p{Cc}\p{Cf}]/u;

/** Names in a question are the audited repository's, and may hold what steers an editor or a terminal. */
function toText(asked: string): Scalar<string> {
  const text = new Scalar(asked);
  if (steering.test(asked)) text.type = "QUOTE_DOUBLE";
  return text;
}

/** In double quotes, where such characters stand, YAML has an escape for each of them. */
function escaped(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}
