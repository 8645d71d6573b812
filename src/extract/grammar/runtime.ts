import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Language, Parser, type Tree } from "web-tree-sitter";

/**
 * A grammar of tree-sitter: its package, the file in it that is compiled to WebAssembly, and for how many steps it may look
 * for a way out of an error. Each is dear, those of an ambiguous grammar most, and past them nothing that is read means anything.
 */
const grammars = {
  terraform: {
    package: "@tree-sitter-grammars/tree-sitter-hcl",
    file: "tree-sitter-terraform.wasm",
    mostStepsInError: 3000,
  },
  bicep: { package: "tree-sitter-bicep", file: "tree-sitter-bicep.wasm", mostStepsInError: 2 },
} as const;

export type GrammarName = keyof typeof grammars;

/**
 * The runtime starts while the rest of the program is loaded, as nothing in it can be awaited later: extractors are
 * synchronous. The grammars themselves are read only when a file asks for them.
 */
const started = await Parser.init().then(
  () => true,
  () => false,
);

const parsers = new Map<GrammarName, Parser | null>();

/** Steps of the parser, of about thirty characters each, that a file of the largest size takes. */
const mostSteps = 10_000;

/** Parses a text; `null` if that takes too long, `undefined` if the grammar cannot be used at all. */
export function parse(grammar: GrammarName, text: string): Tree | null | undefined {
  const parser = parserOf(grammar);
  if (!parser) return undefined;
  let steps = 0;
  let stepsInError = 0;
  // Counted and not timed, so that a slow machine reads what a fast one reads.
  const progressCallback = ({ hasError }: { readonly hasError: boolean }): boolean => {
    steps++;
    if (hasError) stepsInError++;
    return steps > mostSteps || stepsInError > grammars[grammar].mostStepsInError;
  };
  const tree = parser.parse(text, null, { progressCallback });
  if (tree === null) parser.reset();
  return tree;
}

function parserOf(grammar: GrammarName): Parser | null {
  const known = parsers.get(grammar);
  if (known !== undefined) return known;
  const made = started ? makeParser(grammar) : null;
  parsers.set(grammar, made);
  return made;
}

function makeParser(grammar: GrammarName): Parser | null {
  try {
    const parser = new Parser();
    parser.setLanguage(Language.loadSync(new Uint8Array(readFileSync(locate(grammar)))));
    return parser;
  } catch {
    return null;
  }
}

/** Beside this file, where the build puts it; in a checkout in the package, which is there for development only. */
function locate(grammar: GrammarName): URL | string {
  const { package: name, file } = grammars[grammar];
  const built = new URL(`./${file}`, import.meta.url);
  return existsSync(built) ? built : createRequire(import.meta.url).resolve(`${name}/${file}`);
}
