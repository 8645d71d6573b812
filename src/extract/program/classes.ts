import { ts } from "ts-morph";
import type { ClassIR, ClassMember, Expression } from "../../model/ir.ts";
import { lowerExpression, lowerNamed } from "./expressions.ts";
import { lowerMethod } from "./functions.ts";
import type { Draft, Lowering, Self, ThisWrite } from "./lowering.ts";
import { hasModifier, lowerDecorators } from "./modifiers.ts";
import { keyText, lowerKey } from "./objects.ts";
import { lowerType } from "./types.ts";

/** A class declaration or expression. The name of an expression is only known inside. */
export function lowerClass(m: Lowering, node: ts.ClassLikeDeclaration, name: string): Expression {
  const { name: own } = node;
  if (own === undefined || ts.isClassDeclaration(node)) return lowerClassBody(m, node, own?.text ?? name);
  return m.within(() => {
    const binding = m.binding(m.declare(own, "class"));
    binding.value = lowerClassBody(m, node, own.text);
    return binding.value;
  });
}

function lowerClassBody(m: Lowering, node: ts.ClassLikeDeclaration, name: string): Expression {
  const id = m.classes.length;
  const span = m.span(node);
  const heritage = (token: ts.SyntaxKind) =>
    node.heritageClauses?.find((clause) => clause.token === token)?.types ?? [];
  const [base] = heritage(ts.SyntaxKind.ExtendsKeyword);
  const draft: Draft<ClassIR> = { id, name, extends: null, implements: [], decorators: [], members: [], span };
  m.classes.push(draft);
  draft.extends = base === undefined ? null : lowerExpression(m, base.expression);
  draft.implements = heritage(ts.SyntaxKind.ImplementsKeyword).map((type) => lowerType(m, type));
  draft.decorators = [...lowerDecorators(m, node)];

  const outer = m.self;
  const writes: ThisWrite[] = [];
  const members = node.members.flatMap((member) => {
    const self: Self = {
      class: id,
      static: hasModifier(member, ts.SyntaxKind.StaticKeyword) || ts.isClassStaticBlockDeclaration(member),
      writes,
    };
    m.self = self;
    return lowerMember(m, member, self);
  });
  m.self = outer;
  draft.members = withWrites(members, writes);
  return { kind: "class", class: id, span };
}

function lowerMember(m: Lowering, node: ts.ClassElement, self: Self): readonly ClassMember[] {
  const span = m.span(node);
  const common = { static: self.static, writes: [], decorators: lowerDecorators(m, node), span };
  if (ts.isConstructorDeclaration(node)) return lowerConstructor(m, node, self);
  if (ts.isClassStaticBlockDeclaration(node)) {
    return [
      {
        ...common,
        name: "<static>",
        kind: "method",
        value: lowerMethod(m, node, "<static>", "method", self),
        type: null,
      },
    ];
  }
  if (ts.isPropertyDeclaration(node)) {
    const name = keyText(lowerKey(m, node.name));
    const value = node.initializer === undefined ? null : lowerNamed(m, node.initializer, name);
    return [{ ...common, name, kind: "field", value, type: node.type === undefined ? null : lowerType(m, node.type) }];
  }
  if (ts.isMethodDeclaration(node) || ts.isGetAccessorDeclaration(node) || ts.isSetAccessorDeclaration(node)) {
    const isAbstract = hasModifier(node, ts.SyntaxKind.AbstractKeyword);
    // An overload signature; the implementation follows.
    if (node.body === undefined && !isAbstract) return [];
    const name = keyText(lowerKey(m, node.name));
    const kind = ts.isMethodDeclaration(node) ? "method" : ts.isGetAccessorDeclaration(node) ? "getter" : "setter";
    const value = node.body === undefined ? null : lowerMethod(m, node, name, kind, self);
    return [{ ...common, name, kind, value, type: node.type === undefined ? null : lowerType(m, node.type) }];
  }
  // Index signatures and stray semicolons.
  return [];
}

function lowerConstructor(m: Lowering, node: ts.ConstructorDeclaration, self: Self): readonly ClassMember[] {
  if (node.body === undefined) return [];
  const value = lowerMethod(m, node, "constructor", "constructor", self);
  const member: ClassMember = {
    name: "constructor",
    kind: "constructor",
    static: false,
    value,
    writes: [],
    type: null,
    decorators: lowerDecorators(m, node),
    span: m.span(node),
  };
  return [...lowerParameterProperties(m, node, value), member];
}

function lowerParameterProperties(
  m: Lowering,
  node: ts.ConstructorDeclaration,
  method: Expression,
): readonly ClassMember[] {
  if (method.kind !== "function") return [];
  return node.parameters.flatMap((parameter, index) => {
    if (!ts.isParameterPropertyDeclaration(parameter, node) || !ts.isIdentifier(parameter.name)) return [];
    const span = m.span(parameter.name);
    return {
      name: parameter.name.text,
      kind: "field",
      static: false,
      value: { kind: "parameter", function: method.function, index, span },
      writes: [],
      type: parameter.type === undefined ? null : lowerType(m, parameter.type),
      decorators: lowerDecorators(m, parameter),
      span,
    } satisfies ClassMember;
  });
}

/** Gives each member what `this.name = …` writes to it; a write to an undeclared member makes it a field. */
function withWrites(members: readonly ClassMember[], writes: readonly ThisWrite[]): ClassMember[] {
  const all: (ClassMember & { readonly writes: Expression[] })[] = members.map((member) => ({ ...member, writes: [] }));
  const writable = new Map(all.filter(({ kind }) => kind !== "getter").map((member) => [slot(member), member]));
  for (const write of writes) {
    let member = writable.get(slot(write));
    if (member === undefined) {
      member = {
        name: write.name,
        kind: "field",
        static: write.static,
        value: null,
        writes: [],
        type: null,
        decorators: [],
        span: write.span,
      };
      all.push(member);
      writable.set(slot(write), member);
    }
    member.writes.push(write.value);
  }
  return all;
}

function slot({ name, static: isStatic }: { readonly name: string; readonly static: boolean }): string {
  return isStatic ? `static ${name}` : name;
}
