import { splitWords } from "../../model/environment.ts";
import type { ToolChange } from "../../model/tool-declaration.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { Visit } from "../program/flow.ts";
import { chainOf, type Thunk } from "../program/value.ts";
import { fixedText, operationsOf } from "../stores/operations.ts";
import { eachPart } from "./dependence.ts";
import type { Deed } from "./effects.ts";
import { decidedBy } from "./provenance.ts";

/**
 * What a deed changes whatever is sent with it; null for all that may be a query, a cache entry, a record of what
 * happened or a token that is renewed. Errs towards null: a hint is called false only where it is.
 */
export function changeOf(evaluator: Evaluator, visit: Visit, deed: Deed, under: readonly string[]): ToolChange | null {
  const changes =
    deed.kind === "external-write"
      ? deed.certain === true
      : deed.kind === "store-write"
        ? isRecord(evaluator, visit, deed)
        : deed.kind === "file-write" && isFileOfModel(evaluator, visit, under);
  return changes ? { operation: deed.operation, at: deed.at, path: deed.path } : null;
}

/** Kinds of stores that a tool may write to without changing anything that anybody asks for. */
const aside = new Set(["cache", "memory", "queue"]);

const keeping = new Set(
  "cache caches cached token tokens session sessions log logs audit audits usage metric metrics event events rate limit limits quota quotas telemetry history lock locks trace traces analytics span spans credential credentials state states request requests job jobs run runs checkpoint checkpoints".split(
    " ",
  ),
);

function isRecord(evaluator: Evaluator, { callee, args }: Visit, { handle }: Deed): boolean {
  if (handle === null || handle.entries.some(({ kind }) => aside.has(kind))) return false;
  const about = operationsOf(evaluator, callee, args).flatMap((o) => o.about);
  return !about.some((text) => splitWords(text).some((word) => keeping.has(word)));
}

const fileChange = /^(writeFile|outputFile|outputJson|writeJson|writeTextFile|rm$|rmSync$|unlink|rename|remove|move)/i;

/** A file whose name or content the model passes, outside what is temporary, cached or logged. */
function isFileOfModel(evaluator: Evaluator, { callee, args }: Visit, under: readonly string[]): boolean {
  const [root] = chainOf(callee);
  const name = root?.kind === "external" ? (root.path.at(-1) ?? "") : "";
  const [target] = args;
  if (!fileChange.test(name) || !target || isTemporary(evaluator, target)) return false;
  return args.slice(0, 2).some((thunk) => (decidedBy(evaluator, thunk, under) ?? []).length > 0);
}

function isTemporary(evaluator: Evaluator, thunk: Thunk): boolean {
  let found = false;
  eachPart(evaluator, evaluator.force(thunk), (part) => {
    const text =
      part.kind === "variable" ? String(part.name) : [...literalsOf(part), fixedText(evaluator, part)].join(" ");
    const isFolder = part.kind === "external" && /^(tmpdir|mkdtemp)/.test(part.path.at(-1) ?? "");
    found ||= isFolder || splitWords(text).some((w) => temporary.has(w));
    return !found;
  });
  return found;
}

const temporary = new Set("tmp temp tmpdir cache caches log logs audit history trace traces telemetry".split(" "));
