import type { BindingValue } from "../../model/binding-facts.ts";
import type { TemplateFact } from "../../model/deployment-facts.ts";
import type { DocumentEntry, DocumentNode, DocumentScalar } from "../../model/document.ts";
import type { Place } from "../../model/location.ts";
import { type TemplateBlock, type TemplateExpression, templateStore } from "../../model/template.ts";
import { callFunction } from "./template-functions.ts";
import {
  isTrue,
  nothing,
  type Result,
  scalarOf,
  textOfNode,
  textResult,
  undecided,
  unknown,
} from "./template-values.ts";

/** What the names of a template mean where it is rendered. */
export interface Scope {
  /** `$`: the values, the chart and the release. */
  readonly root: DocumentNode;
  readonly dot: Result;
  readonly variables: ReadonlyMap<string, Result>;
  readonly defines: ReadonlyMap<string, TemplateFact>;
  readonly depth: number;
}

const deepest = 40;
const mostNodes = 20_000;

/** Renders one template: the documents that come of it, of which a loop gives several and a condition none. */
export function render(template: TemplateFact, scope: Scope): readonly DocumentNode[] {
  return new Rendering(template).whole(scope);
}

class Rendering {
  private readonly template: TemplateFact;
  private nodes = 0;

  constructor(template: TemplateFact) {
    this.template = template;
  }

  whole(scope: Scope): readonly DocumentNode[] {
    const { root } = this.template;
    return this.inBlocks(root.at, scope, new Set(), false, (inner, opened, isOpen) => [
      this.node(root, inner, opened, isOpen),
    ]);
  }

  private node(node: DocumentNode, scope: Scope, opened: ReadonlySet<TemplateBlock>, isOpen: boolean): DocumentNode {
    if (this.nodes++ > mostNodes) return undecided("too much of it", node.at);
    if (node.kind === "scalar") return this.scalar(node, scope, isOpen);
    if (node.kind === "list") {
      const items = node.items.flatMap((item) =>
        this.inBlocks(item.at, scope, opened, isOpen, (inner, nowOpened, nowOpen) => {
          const rendered = this.node(item, inner, nowOpened, nowOpen);
          // What an action puts there may be a list of items.
          return item.kind === "scalar" && rendered.kind === "list" ? rendered.items : [rendered];
        }),
      );
      return { ...node, items: items.filter((item) => item.kind !== "scalar" || item.value !== null) };
    }
    const entries = node.entries.flatMap((entry) =>
      this.inBlocks(entry.at, scope, opened, isOpen, (inner, nowOpened, nowOpen) =>
        this.entry(entry, inner, nowOpened, nowOpen),
      ),
    );
    return { ...node, entries };
  }

  private entry(
    entry: DocumentEntry,
    scope: Scope,
    opened: ReadonlySet<TemplateBlock>,
    isOpen: boolean,
  ): readonly DocumentEntry[] {
    const whole = /^\{\{(\d+)\}\}$/.exec(entry.key)?.[1];
    if (whole !== undefined && entry.value.kind === "scalar" && entry.value.value === null) {
      const put = this.evaluate(Number(whole), scope);
      return put.kind === "node" && put.node.kind === "map" ? put.node.entries : [];
    }
    let isKnown = true;
    const key = entry.key.replace(/\{\{(\d+)\}\}/g, (_, number) => {
      const text = textResult(this.evaluate(Number(number), scope));
      isKnown &&= text !== null;
      return text ?? "";
    });
    return isKnown ? [{ ...entry, key, value: this.node(entry.value, scope, opened, isOpen) }] : [];
  }

  private scalar(node: DocumentScalar, scope: Scope, isOpen: boolean): DocumentNode {
    const { value, at } = node;
    if (value?.kind === "reference" && value.store === templateStore) {
      const put = this.evaluate(Number(value.name), scope);
      if (put.kind === "unknown") return undecided(put.why, at);
      if (put.kind === "nothing") return { kind: "scalar", value: null, text: null, at };
      return isOpen && put.node.kind === "scalar" ? { ...put.node, value: openValue } : put.node;
    }
    const filled = value?.kind === "template" ? this.filled(value, at, scope) : node;
    return isOpen && filled.value !== null ? { ...filled, value: openValue } : filled;
  }

  /** A text with actions in it: known if all of them are. */
  private filled(value: Extract<BindingValue, { kind: "template" }>, at: Place, scope: Scope): DocumentScalar {
    if (!value.parts.some((part) => "store" in part && part.store === templateStore)) {
      return { kind: "scalar", value, text: null, at };
    }
    const texts: string[] = [];
    let isKnown = true;
    let isLiteral = true;
    for (const part of value.parts) {
      if ("store" in part && part.store !== templateStore) return undecided("put together by a template", at);
      const put = "store" in part ? this.evaluate(Number(part.name), scope) : null;
      const text = put ? textResult(put) : "text" in part ? (part.text ?? null) : null;
      isKnown &&= text !== null;
      isLiteral &&=
        put === null || (put.kind === "node" && put.node.kind === "scalar" && put.node.value?.kind === "literal");
      texts.push(text ?? "");
    }
    if (!isKnown) return undecided("put together by a template", at);
    const whole = scalarOf(texts.join(""), at);
    return isLiteral ? whole : { ...whole, value: undecided("put together by a template", at).value };
  }

  /** Renders what stands at a place once for each way that the blocks around it are gone through. */
  private inBlocks<T>(
    at: Place,
    scope: Scope,
    opened: ReadonlySet<TemplateBlock>,
    isOpen: boolean,
    then: (scope: Scope, opened: ReadonlySet<TemplateBlock>, isOpen: boolean) => readonly T[],
  ): readonly T[] {
    const [block] = this.template.blocks
      .filter((one) => !opened.has(one) && holds(one, at))
      .sort((a, b) => a.from - b.from || b.to - a.to);
    if (!block || this.nodes > mostNodes) return then(scope, opened, isOpen);
    const nowOpened = new Set([...opened, block]);
    const again = (inner: Scope, open = isOpen): readonly T[] => this.inBlocks(at, inner, nowOpened, open, then);
    const found = evaluate(block.expression, scope);
    switch (block.kind) {
      case "set":
        return again(withVariables(scope, [[block.variables[0] ?? "", found]]));
      case "with":
        if (found.kind === "nothing" || isTrue(found) === false) return [];
        return again({ ...withVariables(scope, [[block.variables[0] ?? "", found]]), dot: found });
      case "if": {
        const truth = isTrue(found);
        if (truth === null) return again(scope, true);
        return truth === !block.isElse ? again(scope) : [];
      }
      case "range":
        return elementsOf(found).flatMap(([key, value]) => {
          const [first = "", second] = block.variables;
          const pairs: readonly (readonly [string, Result])[] =
            second === undefined
              ? [[first, value]]
              : [
                  [first, key],
                  [second, value],
                ];
          this.nodes++;
          return again({ ...withVariables(scope, pairs), dot: value });
        });
    }
  }

  private evaluate(number: number, scope: Scope): Result {
    const expression = this.template.expressions[number];
    return expression ? evaluate(expression, scope) : unknown("a template");
  }
}

/** Whether the place lies between the lines of a block; the blocks that close before it do not hold for it. */
function holds({ kind, from, to }: TemplateBlock, { span }: Place): boolean {
  return span.startLine > from && (kind === "set" || span.endLine < to);
}

const openValue: BindingValue = { kind: "expression", text: "set under a condition", mentions: [] };

function withVariables(scope: Scope, pairs: readonly (readonly [string, Result])[]): Scope {
  return { ...scope, variables: new Map([...scope.variables, ...pairs.filter(([name]) => name !== "")]) };
}

function elementsOf(result: Result): readonly (readonly [Result, Result])[] {
  if (result.kind !== "node") return [];
  const { node } = result;
  if (node.kind === "list") {
    return node.items.map((item, at) => [
      { kind: "node", node: scalarOf(String(at), item.at) },
      { kind: "node", node: item },
    ]);
  }
  if (node.kind !== "map") return [];
  return node.entries.map(({ key, at, value }) => [
    { kind: "node", node: scalarOf(key, at) },
    { kind: "node", node: value },
  ]);
}

/** What an action gives. */
function evaluate(expression: TemplateExpression, scope: Scope): Result {
  if (scope.depth > deepest) return unknown("a template that includes itself");
  switch (expression.kind) {
    case "unread":
      return unknown("filled in by a template");
    case "literal":
      return {
        kind: "node",
        node: {
          kind: "scalar",
          value: { kind: "literal", sealed: expression.sealed },
          text: expression.sealed.text ?? null,
          at: scope.root.at,
        },
      };
    case "path": {
      const start: Result =
        expression.from === "root"
          ? { kind: "node", node: scope.root }
          : expression.from === "dot"
            ? scope.dot
            : (scope.variables.get(expression.variable) ?? unknown("filled in by a template"));
      return expression.path.reduce(member, start);
    }
    case "call": {
      const args = expression.args.map((arg) => evaluate(arg, scope));
      const name = expression.name;
      if (name === "include" || name === "template") return include(args, scope);
      return callFunction(name, args);
    }
  }
}

/** One step into a mapping; what is not there is nothing. */
export function member(from: Result, key: string): Result {
  if (from.kind !== "node") return from;
  if (from.node.kind !== "map")
    return from.node.kind === "scalar" && from.node.value?.kind === "expression"
      ? unknown("filled in by a template")
      : nothing;
  const found = from.node.entries.findLast((entry) => entry.key === key)?.value;
  return found && !(found.kind === "scalar" && found.value === null) ? { kind: "node", node: found } : nothing;
}

function include([name, dot]: readonly Result[], scope: Scope): Result {
  const called = name ? textResult(name) : null;
  const defined = called === null ? undefined : scope.defines.get(called);
  if (!defined) return unknown("filled in by a template");
  const [node] = render(defined, { ...scope, dot: dot ?? nothing, variables: new Map(), depth: scope.depth + 1 });
  if (!node) return nothing;
  return node.kind === "scalar" && node.value === null && textOfNode(node) === null ? nothing : { kind: "node", node };
}
