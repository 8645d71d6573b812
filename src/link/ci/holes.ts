import { type Context, expressionPattern, meaningOfExpression, variableNamed } from "./expression.ts";
import { fetchedSecret } from "./fetched-secrets.ts";
import { joinMeanings, type Meaning, textMeaning, textOf, unknownMeaning } from "./meaning.ts";

/** A script whose expressions are filled in where they are known, and marked where they are not. */
export interface CutScript {
  readonly script: string;
  /** Puts the expressions back as they were written. */
  restore(text: string): string;
  /** What a value in the script means; `$X` is looked up among the variables. */
  meaningOf(value: string): Meaning;
}

/** Stand for an expression; from a private area, so that no script means anything by them. */
const open = "\uE000";
const close = "\uE001";

/**
 * GitHub fills expressions in before a shell sees the script, so their quotes and operators are no part of it. Text that
 * is known and harmless is filled in; anything else becomes one mark.
 */
export function cutScript(text: string, context: Context): CutScript {
  const holes: { readonly source: string; readonly meaning: Meaning }[] = [];
  const script = text.replace(/[\uE000\uE001]/g, "").replace(expressionPattern, (source: string, inside: string) => {
    const meaning = meaningOfExpression(inside, context);
    const known = textOf(meaning);
    if (known !== null && /^[\w@%+=:,./ -]*$/.test(known)) return known;
    holes.push({ source, meaning });
    return `${open}${holes.length - 1}${close}`;
  });
  const hole = (index: string | undefined) => holes[Number(index)];
  return {
    script,
    restore: (written) => written.replace(/\uE000(\d+)\uE001/g, (_, index: string) => hole(index)?.source ?? ""),
    meaningOf: (value) =>
      meaningOfParts(value, context, (index) => hole(index)?.meaning ?? unknownMeaning("a value that was not read")),
  };
}

function meaningOfParts(value: string, context: Context, hole: (index: string | undefined) => Meaning): Meaning {
  const secret = /^\[([^[\]]+)\]$/.exec(value)?.[1];
  if (secret !== undefined) return unknownMeaning(`a secret that is written out (${secret})`);
  const parts: Meaning[] = [];
  let end = 0;
  for (const match of value.matchAll(/\uE000(\d+)\uE001|\$\{?([A-Za-z_]\w*)\}?|\$\((\w+)\?\)|\$\(|`/g)) {
    if (match.index > end) parts.push(textMeaning(value.slice(end, match.index)));
    end = match.index + match[0].length;
    if (match[1] !== undefined) parts.push(hole(match[1]));
    else if (match[2] !== undefined)
      parts.push(variableNamed(match[2], context) ?? unknownMeaning(`\`$${match[2]}\` is set outside the workflow`));
    else if (match[3] !== undefined) parts.push(unknownMeaning(`\`$${match[3]}\` is one of several values`));
    else return fetchedSecret(value) ?? unknownMeaning("the output of a command");
  }
  if (end < value.length || parts.length === 0) parts.push(textMeaning(value.slice(end)));
  return joinMeanings(parts);
}
