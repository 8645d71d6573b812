import type { TemplateBlock, TemplateExpression } from "../model/template.ts";
import type { Seal } from "./extractor.ts";
import { readExpression } from "./template-expression.ts";

/** A template with its actions taken out, so that what is left can be read as YAML line by line. */
export interface TemplateText {
  readonly defines: string | null;
  readonly text: string;
  readonly expressions: readonly TemplateExpression[];
  readonly blocks: readonly TemplateBlock[];
}

/** What stands in the text for the expression of a number. */
export function markOf(number: number): string {
  return `xTEMPLATE${number}x`;
}

export const marks = /xTEMPLATE(\d+)x/g;

interface Action {
  readonly start: number;
  readonly end: number;
  readonly inside: string;
}

const mostActions = 5000;

/** The parts of a template file: what is rendered for itself, and each `define` in it. Null if an action is not closed. */
export function readTemplateText(written: string, seal: Seal): readonly TemplateText[] | null {
  const all = actionsIn(written);
  if (all === null) return null;
  const source = withoutComments(written, all);
  const actions = all.filter(({ inside }) => inside !== "");
  const parts: { readonly name: string | null; readonly from: number; readonly to: number }[] = [];
  const open: { readonly name: string | null; readonly from: number }[] = [];
  for (const action of actions) {
    const [, name] = /^(?:define|block)\s+"([^"]{1,200})"/.exec(action.inside) ?? [];
    if (/^(?:if|range|with|define|block)\b/.test(action.inside)) open.push({ name: name ?? null, from: action.end });
    else if (action.inside === "end") {
      const closed = open.pop();
      if (closed?.name != null) parts.push({ name: closed.name, from: closed.from, to: action.start });
    }
  }
  const defined = parts.map(({ name, from, to }) => readPart(source, actions, { name, from, to, without: [] }, seal));
  const whole = readPart(source, actions, { name: null, from: 0, to: source.length, without: parts }, seal);
  return whole.text.trim() === "" ? defined : [whole, ...defined];
}

/** Every `{{ … }}`; comments are left out of the text and of the list. */
function actionsIn(source: string): readonly Action[] | null {
  const found: Action[] = [];
  for (let at = source.indexOf("{{"); at >= 0; at = source.indexOf("{{", at)) {
    const isComment = /^\{\{-?\s*\/\*/.test(source.slice(at, at + 40));
    const close = isComment ? source.indexOf("*/", at) : at;
    const stop = close < 0 ? -1 : source.indexOf("}}", close);
    if (stop < 0 || found.length > mostActions) return null;
    const inside = source
      .slice(at + 2, stop)
      .replace(/^-(?=\s)/, "")
      .replace(/(?<=\s)-$/, "")
      .trim();
    found.push({ start: at, end: stop + 2, inside: isComment ? "" : inside });
    at = stop + 2;
  }
  return found;
}

function withoutComments(source: string, actions: readonly Action[]): string {
  let text = "";
  let at = 0;
  for (const { start, end, inside } of actions) {
    if (inside !== "") continue;
    text += source.slice(at, start) + blank(source.slice(start, end));
    at = end;
  }
  return text + source.slice(at);
}

interface Part {
  readonly name: string | null;
  readonly from: number;
  readonly to: number;
  readonly without: readonly { readonly from: number; readonly to: number }[];
}

function readPart(source: string, actions: readonly Action[], part: Part, seal: Seal): TemplateText {
  const expressions: TemplateExpression[] = [];
  const blocks: TemplateBlock[] = [];
  const lineOf = lines(source);
  const open: Open[] = [];
  let text = blank(source.slice(0, part.from));
  let at = part.from;
  /** Of an inline `{{ if … }}…{{ end }}`, where it ends. */
  let inlineUntil = -1;
  for (const [index, action] of actions.entries()) {
    if (action.start < part.from || action.end > part.to) continue;
    const isOut = part.without.some(({ from, to }) => action.start >= from && action.start < to);
    const between = source.slice(at, action.start);
    const isSkipped = isOut || action.start < inlineUntil || part.without.some(({ from }) => from === at);
    text += isSkipped ? blank(between) : between;
    at = action.end;
    const written = source.slice(action.start, action.end);
    if (isOut || action.start < inlineUntil) {
      text += blank(written);
      continue;
    }
    const line = lineOf(action.start);
    const keyword = /^(?:if|else|end|range|with|define|block|template)\b/.exec(action.inside)?.[0] ?? "";
    const closes = keyword === "if" || keyword === "range" || keyword === "with" ? endOf(actions, index) : null;
    if (closes && lineOf(closes.start) === line) {
      inlineUntil = closes.end;
      text += markOf(expressions.push({ kind: "unread" }) - 1);
      continue;
    }
    const assigned = /^\$([A-Za-z_]\w*)\s*:?=\s*([\s\S]+)$/.exec(action.inside);
    if (keyword === "define" || keyword === "block") text += blank(written);
    else if (assigned) {
      const to = lineOf(part.to);
      const expression = readExpression(assigned[2] ?? "", seal);
      blocks.push({ kind: "set", expression, isElse: false, variables: [assigned[1] ?? ""], from: line, to });
      text += blank(written);
    } else if (keyword === "" || keyword === "template") {
      const inside = keyword === "template" ? action.inside.replace(/^template/, "include") : action.inside;
      const number = expressions.push(readExpression(inside, seal)) - 1;
      text += placed(source.slice(part.from, part.to), part.from, action, markOf(number));
    } else {
      control(action.inside, keyword, line, { open, blocks, seal });
      text += blank(written);
    }
  }
  const isTailOut = part.without.some(({ from }) => from === at);
  const tail = source.slice(at, part.to);
  return { defines: part.name, text: text + (isTailOut ? blank(tail) : tail), expressions, blocks };
}

interface Open {
  readonly kind: "if" | "range" | "with" | "other";
  readonly expression: TemplateExpression;
  readonly isElse: boolean;
  readonly variables: readonly string[];
  readonly from: number;
  /** Conditions of the branches before this one, none of which held. */
  readonly before: readonly TemplateExpression[];
}

function control(
  inside: string,
  keyword: string,
  line: number,
  { open, blocks, seal }: { readonly open: Open[]; readonly blocks: TemplateBlock[]; readonly seal: Seal },
): void {
  const close = (): Open | undefined => {
    const top = open.pop();
    if (!top || top.kind === "other") return top;
    const { kind, variables, from } = top;
    for (const expression of top.before)
      blocks.push({ kind: "if", expression, isElse: true, variables: [], from, to: line });
    if (!top.isElse) blocks.push({ kind, expression: top.expression, isElse: false, variables, from, to: line });
    return top;
  };
  if (keyword === "end") {
    close();
    return;
  }
  if (keyword === "else") {
    const top = close();
    if (!top) return;
    const before = top.isElse ? top.before : [...top.before, top.expression];
    const [, again, rest] = /^else\s+(if|with)\s+([\s\S]+)$/.exec(inside) ?? [];
    const isElse = again === undefined;
    const expression = isElse ? top.expression : readExpression(rest ?? "", seal);
    open.push({ kind: again === "with" ? "with" : "if", expression, isElse, variables: [], from: line, before });
    return;
  }
  const rest = inside.slice(keyword.length).trim();
  const [, names, value] = /^((?:\$\w+\s*,\s*)?\$\w+)\s*:=\s*([\s\S]+)$/.exec(rest) ?? [];
  const variables = names === undefined ? [] : names.split(",").map((name) => name.trim().slice(1));
  const expression = readExpression(value ?? rest, seal);
  open.push({ kind: keyword as "if" | "range" | "with", expression, isElse: false, variables, from: line, before: [] });
}

/** The `end` of the block that an action opens. */
function endOf(actions: readonly Action[], index: number): Action | null {
  let depth = 0;
  for (let at = index; at < actions.length; at++) {
    const action = actions[at];
    if (!action) return null;
    if (/^(?:if|range|with|define|block)\b/.test(action.inside)) depth++;
    else if (action.inside === "end" && --depth === 0) return action;
  }
  return null;
}

/**
 * An action alone on its line puts a whole piece of YAML there: as an item among items, as a key among keys, as the value
 * of the key above otherwise.
 */
function placed(source: string, offset: number, { start, end, inside }: Action, mark: string): string {
  const [from, to] = [start - offset, end - offset];
  const breaks = source.slice(from, to).replace(/[^\r\n]/g, "");
  const lineStart = Math.max(source.lastIndexOf("\n", from - 1), source.lastIndexOf("\r", from - 1)) + 1;
  const lineEnd = to + (/[\r\n]|$/.exec(source.slice(to, to + 2000))?.index ?? 0);
  const before = source.slice(lineStart, from);
  if (before.trim() !== "" || source.slice(to, lineEnd).trim() !== "") return mark + breaks;
  const told = /\bn?indent\s+(\d{1,3})/.exec(inside)?.[1];
  const indent = told === undefined ? before.length : Number(told);
  // Where the line stands further to the right than what it puts there, its neighbours do not tell.
  if (indent < before.length) return mark + breaks;
  const pad = " ".repeat(indent - before.length);
  const neighbour = sibling(source, lineStart, lineEnd, indent);
  if (neighbour === "item") return `${pad}- ${mark}${breaks}`;
  return neighbour === "key" ? `${pad}${mark}: ~${breaks}` : `${pad}${mark}${breaks}`;
}

/** What stands beside a line at this indentation. */
function sibling(source: string, start: number, end: number, indent: number): "item" | "key" | null {
  const above = source
    .slice(Math.max(0, start - 4000), start)
    .split(/\r\n|\n|\r/)
    .reverse();
  const below = source.slice(end, end + 4000).split(/\r\n|\n|\r/);
  for (const side of [above, below]) {
    for (const line of side) {
      if (line.trim() === "" || /^\s*(?:#|\{\{[^{}]*\}\}\s*$)/.test(line)) continue;
      const own = line.search(/\S/);
      if (own > indent) continue;
      if (own === indent) return line.trimStart().startsWith("- ") ? "item" : "key";
      break;
    }
  }
  return null;
}

/** Nothing where something stood, on as many lines. */
function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

function lines(source: string): (offset: number) => number {
  const starts = [0];
  for (const match of source.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
