import type {
  CodeView,
  EnvironmentView,
  ExpressionView,
  FunctionView,
  TestView,
  ValueView,
} from "../../model/line-view.ts";
import { listed } from "../../model/wording.ts";
import { neutralise } from "../neutralise.ts";
import { andMore, bounded, counted, heading, type Page, paragraph } from "../terminal/page.ts";
import { placeLines } from "../terminal/places.ts";
import { type Line, placesLines, rowLines } from "./rows.ts";

const expressionsShown = 4;
const toolsShown = 5;
const stepsShown = 4;
const partsShown = 4;
const narrowestRoom = 24;

/** What the program is on the line: expressions with what they can be, tests, and the function around them. */
export function codeSection(code: CodeView | null, page: Page): string[] {
  if (!code) return [];
  const { shown, more } = bounded(page, code.expressions, expressionsShown);
  const parts = [
    ...code.tests.map((test) => testLines(test, page)),
    ...shown.map((expression) => expressionLines(expression, page)),
    andMore(page, more + code.more, 2),
    ...(code.around ? [functionLines(code.around, page)] : []),
  ].filter((lines) => lines.length > 0);
  return parts.length === 0 ? [] : [heading(page, "What the code says"), ...parts.flatMap((lines) => ["", ...lines])];
}

function expressionLines({ written, value, steps, environments, call }: ExpressionView, page: Page): string[] {
  const isSaidByCall = call !== null && call.definedAt === null && value.parts.length === 0;
  const said: Line = {
    label: call ? "gives" : "is",
    text: value.says,
    places: value.parts.length === 0 ? [value.at] : [],
    below: (indent) => partsLines(value.parts, page, indent),
  };
  const rows: Line[] = [
    ...(call ? [{ label: "calls", text: call.callee, places: call.definedAt ? [call.definedAt] : [] }] : []),
    ...(call?.knownAs ?? []).map((text) => ({ label: "known as", text: `a call that ${text}` })),
    ...(call?.effects ?? []).map((e) => ({ label: "does", text: `${e.operation} (${e.kind.replace("-", " ")})` })),
    ...(isSaidByCall ? [] : [said]),
    ...environments.flatMap(environmentLines),
    ...(steps.length === 0
      ? []
      : [{ label: "by way of", text: "", below: (indent: number) => stepLines(steps, page, indent) }]),
  ];
  return [...paragraph(page, written, 2).map(page.color.bold), ...rowLines(page, rows, 4)];
}

function stepLines(steps: ExpressionView["steps"], page: Page, indent: number): string[] {
  const { shown, more } = bounded(page, steps, stepsShown);
  return [...placeLines(page, shown, indent), ...andMore(page, more, indent)];
}

function environmentLines({ environments, alternatives, more }: EnvironmentView): Line[] {
  const label = `in ${listed(environments, environments.length)}`;
  return [
    ...alternatives.map(({ says, at }) => ({ label, text: says, places: [at] })),
    ...(more > 0 ? [{ label, text: `or one of ${more} more` }] : []),
  ];
}

/** The alternatives or parts of a value, each below what it is part of. */
function partsLines(parts: readonly ValueView[], page: Page, indent: number): string[] {
  const { shown, more } = bounded(page, parts, partsShown);
  return [...shown.flatMap((part) => partLines(part, page, indent)), ...andMore(page, more, indent)];
}

function partLines({ says, when, at, parts }: ValueView, page: Page, indent: number): string[] {
  const text = when === null ? says : `${says}, where ${when}`;
  const [first = "", ...rest] = paragraph(page, text, indent + 2);
  return [
    `${" ".repeat(indent)}- ${first.trimStart()}`,
    ...rest,
    ...(parts.length === 0 ? placesLines(page, [at], indent + 2) : []),
    ...partsLines(parts, page, Math.min(indent + 2, page.width - narrowestRoom)),
  ];
}

function testLines(test: TestView, page: Page): string[] {
  const outcome = test.refusal === null ? "goes on either way" : `${test.refusal} if it is ${test.refusesWhen}`;
  const rows: Line[] = [
    { label: "does", text: outcome, places: [test.at] },
    ...test.reads.map((s) => ({ label: "looks at", text: `${s.written}: ${s.says}`, places: [s.at] })),
    ...test.compares.map(({ left, right }) => ({
      label: "compares",
      text: `${left.written} (${left.says}) with ${right.written} (${right.says})`,
      places: [left.at, right.at],
    })),
    {
      label: "as a gate",
      text:
        test.fault === null ? "sound: credential and target are equal past it" : `no environment gate: ${test.fault}`,
    },
    {
      label: "passed by",
      text:
        test.tools.length === 0
          ? "no tool that was followed"
          : `${counted(test.tools.length, "tool")}: ${listed(test.tools, limit(page))}`,
    },
  ];
  return [...paragraph(page, `if ${test.written}`, 2).map(page.color.bold), ...rowLines(page, rows, 4)];
}

function functionLines({ name, at, callers, tools, path }: FunctionView, page: Page): string[] {
  const title = name === "" ? "inside a function without a name" : `inside the function ${neutralise(name)}`;
  const rows: Line[] = [
    { label: "begins", text: "", places: [at] },
    ...(callers.length === 0 ? [] : [{ label: "called at", text: counted(callers.length, "place"), places: callers }]),
    {
      label: "run by",
      text:
        tools.length === 0
          ? "no tool that was followed"
          : `${counted(tools.length, "tool")}: ${listed(tools, limit(page))}`,
    },
    ...(path.length === 0 ? [] : [{ label: "through", text: "", places: path }]),
  ];
  return [...paragraph(page, title, 2).map(page.color.bold), ...rowLines(page, rows, 4)];
}

function limit({ detail }: Page): number {
  return detail === "verbose" ? Number.POSITIVE_INFINITY : toolsShown;
}
