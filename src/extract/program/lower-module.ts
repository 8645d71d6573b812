import { ts } from "ts-morph";
import type { ModuleIR, Statement } from "../../model/ir.ts";
import type { Span } from "../../model/location.ts";
import type { Sealed } from "../../model/sealed.ts";
import { declareBlock, hoistVariables } from "./hoist.ts";
import { Lowering } from "./lowering.ts";
import { lowerStatements } from "./statements.ts";

/** A file in another language would give one error for every line. */
const MOST_SYNTAX_ERRORS = 20;

/**
 * Lowers the text of a TypeScript or JavaScript file. Never throws: what cannot be read is a gap, and what could be
 * parsed around it is lowered all the same. `seal` reduces a string to what may leave the extractor.
 */
export function lowerModule(path: string, text: string, seal: (text: string) => Sealed): ModuleIR {
  try {
    return lowerSource(path, parse(path, text), seal);
  } catch (error) {
    // The parser recurses without a bound.
    const reason =
      error instanceof RangeError
        ? "nested too deeply to be parsed"
        : `could not be lowered (${error instanceof Error ? error.name : "unknown"})`;
    return unread(path, reason);
  }
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(
    path,
    text,
    {
      languageVersion: ts.ScriptTarget.Latest,
      jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
      setExternalModuleIndicator: readAsModule,
    },
    false,
    scriptKind(path),
  );
}

/** Otherwise `await` at the top of a file without imports would be a syntax error. */
function readAsModule(file: ts.SourceFile): void {
  Object.assign(file, { externalModuleIndicator: true });
}

function scriptKind(path: string): ts.ScriptKind {
  if (/\.tsx$/i.test(path)) return ts.ScriptKind.TSX;
  // The parser accepts JSX in every JavaScript file.
  return /\.[cm]?jsx?$/i.test(path) ? ts.ScriptKind.JS : ts.ScriptKind.TS;
}

function lowerSource(path: string, source: ts.SourceFile, seal: (text: string) => Sealed): ModuleIR {
  const m = new Lowering(source, seal);
  const body: Statement[] = [];
  reportSyntaxErrors(m);
  hoistVariables(m, source.statements);
  declareBlock(m, source.statements);
  lowerStatements(m, source.statements, body);
  const { bindings, functions, classes, types, exports, gaps } = m;
  return { path, bindings, functions, classes, types, exports, body, gaps };
}

function reportSyntaxErrors(m: Lowering): void {
  const errors = syntaxErrors(m.source);
  for (const { start, length, messageText } of errors.slice(0, MOST_SYNTAX_ERRORS)) {
    m.gap(`syntax error: ${ts.flattenDiagnosticMessageText(messageText, " ")}`, m.between(start, start + length));
  }
  const [last] = errors.slice(-1);
  if (last !== undefined && errors.length > MOST_SYNTAX_ERRORS) {
    m.gap(`${errors.length - MOST_SYNTAX_ERRORS} more syntax errors`, m.between(last.start, last.start + last.length));
  }
}

/** The parser keeps them with the file, though its public type does not say so. */
function syntaxErrors(source: ts.SourceFile): readonly ts.DiagnosticWithLocation[] {
  return (source as { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
}

function unread(path: string, reason: string): ModuleIR {
  return {
    path,
    bindings: [],
    functions: [],
    classes: [],
    types: [],
    exports: [],
    body: [],
    gaps: [{ reason, span: START }],
  };
}

const START: Span = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
