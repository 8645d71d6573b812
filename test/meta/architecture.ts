/**
 * The direction of imports, as data. A breach is reported with the sentence that says why the line exists, so read `why`
 * before changing an entry: each one keeps a promise that the product makes.
 */
import { posix } from "node:path";
import { ts } from "ts-morph";

/** The project's own sources: path relative to its root → text. */
export type Sources = ReadonlyMap<string, string>;

interface Layer {
  readonly name: string;
  readonly holds: RegExp;
  /** Layers it may import besides itself. */
  readonly imports: readonly string[];
  readonly why: string;
}

const phaseWhy =
  "Phases meet only in src/audit.ts: a phase that calls another can no longer be tested, cached or replaced by itself.";

const LAYERS: readonly Layer[] = [
  {
    name: "bin",
    holds: /^bin\//,
    imports: ["cli"],
    why: "bin only sets the exit status: whatever else it did would be missing when the command line is tested.",
  },
  {
    name: "cli",
    holds: /^src\/cli\//,
    imports: ["audit", "config", "discover", "report", "registry", "model"],
    why: "The command line asks src/audit.ts for an audit: judging by itself, it would disagree with the public API.",
  },
  {
    name: "audit",
    holds: /^src\/audit\.ts$/,
    imports: ["discover", "extract", "catalog", "link", "judge", "explain", "report", "config", "registry", "model"],
    why: "src/audit.ts is a library: it knows nothing of a command line.",
  },
  { name: "discover", holds: /^src\/discover\//, imports: ["model"], why: phaseWhy },
  { name: "extract", holds: /^src\/extract\//, imports: ["catalog", "model"], why: phaseWhy },
  { name: "link", holds: /^src\/link\//, imports: ["catalog", "model"], why: phaseWhy },
  { name: "judge", holds: /^src\/judge\//, imports: ["model"], why: phaseWhy },
  {
    name: "explain",
    holds: /^src\/explain\//,
    imports: ["model"],
    why: "What is said of a line is joined from the finished report and plain answers of the linker: looking further, it could contradict them.",
  },
  {
    name: "report",
    holds: /^src\/report\//,
    imports: ["model"],
    why: "A format sees the finished report and nothing else: one that looks further shows what the other formats do not.",
  },
  { name: "config", holds: /^src\/config\//, imports: ["model"], why: phaseWhy },
  {
    name: "catalog",
    holds: /^src\/catalog\//,
    imports: ["model"],
    why: "The catalog is data about SDKs: data that calls a phase is a phase.",
  },
  {
    name: "model",
    holds: /^src\/model\//,
    imports: [],
    why: "Everything rests on the model: whatever it imported, every rule and every format would import too.",
  },
  {
    name: "registry",
    holds: /^rules\/index\.ts$/,
    imports: ["rules", "model"],
    why: "rules/index.ts is a list: a newcomer reads the controls there and nothing else.",
  },
  {
    name: "frameworks",
    holds: /^rules\/frameworks\//,
    imports: ["model"],
    why: "The entries of public frameworks are data that every control may name and none may change.",
  },
  {
    name: "rules",
    holds: /^rules\/[^/]+\//,
    imports: ["frameworks", "model"],
    why: "A rule sees the Stack and nothing else: one that parses or reads for itself can be neither cached nor trusted.",
  },
];

interface Reserved {
  readonly what: string;
  /** Modules by name, or names that are there without an import. */
  readonly modules?: RegExp;
  readonly uses?: readonly Use[];
  readonly onlyIn: RegExp;
  readonly why: string;
}

type Use = "process" | "clock" | "console" | "randomness";

const NOWHERE = /^(?!)/;

const RESERVED: readonly Reserved[] = [
  {
    what: "ts-morph",
    modules: /^(?:ts-morph|typescript)(?:\/|$)/,
    onlyIn: /^src\/extract\/program\//,
    why: "Past src/extract/program a program is plain data, so that it can be cached, shipped between threads and read by eye.",
  },
  {
    what: "tree-sitter",
    modules: /^(?:web-)?tree-sitter(?:\/|$)/,
    onlyIn: /^src\/extract\/grammar\//,
    why: "Past src/extract/grammar a syntax tree is plain data: the parser's own live in memory that it manages by hand.",
  },
  {
    what: "node:fs",
    modules: /^(?:node:)?fs(?:\/|$)/,
    // extract/grammar reads the grammars that ship with the program, and nothing else.
    onlyIn: /^src\/(?:discover|config|cache|cli|extract\/cache|extract\/grammar)(?:\/|\.ts$|-)/,
    why: "Only discover reads the audited tree: limits, links and ignore rules hold because there is one way in.",
  },
  {
    what: "a network or process module",
    modules: /^(?:node:)?(?:child_process|cluster|dgram|dns|http|http2|https|inspector|net|repl|tls|vm)(?:\/|$)/,
    onlyIn: NOWHERE,
    why: "The audited repository is hostile: nothing in it is executed and the audit never touches the network.",
  },
  {
    what: "chalk or commander",
    modules: /^(?:chalk|commander)$/,
    onlyIn: /^src\/cli\//,
    why: "Colour and argv belong to a terminal: a report must be the same text wherever it is made.",
  },
  {
    what: "process",
    modules: /^(?:node:)?process$/,
    uses: ["process"],
    onlyIn: /^(?:bin|src\/cli)\//,
    why: "Output must depend on the audited files alone, never on the environment of whoever runs the audit.",
  },
  {
    what: "the clock",
    modules: /^(?:node:)?perf_hooks$/,
    uses: ["clock"],
    onlyIn: /^src\/cli\//,
    why: "The same input gives the same bytes: a date that matters is handed in by the command line.",
  },
  {
    what: "console",
    modules: /^(?:node:)?console$/,
    uses: ["console"],
    onlyIn: NOWHERE,
    why: "Text reaches a stream in src/cli alone, after control characters are neutralised and secrets are known to be absent.",
  },
  {
    what: "Math.random",
    uses: ["randomness"],
    onlyIn: NOWHERE,
    why: "The same input gives the same bytes; where chance is wanted (the digest key), it must be node:crypto's.",
  },
];

/** Every breach of the architecture, one sentence each, sorted. */
export function breachesIn(sources: Sources): string[] {
  return [...sources]
    .flatMap(([path, text]) => [...importBreaches(path, text, sources), ...reservedBreaches(path, text)])
    .sort();
}

/** Files that neither the command nor the public API leads to. */
export function unreachableIn(sources: Sources, entries: readonly string[]): string[] {
  const reached = new Set<string>();
  const open = entries.filter((entry) => sources.has(entry));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    open.push(...localTargets(path, sources.get(path) ?? "").filter((target) => sources.has(target)));
  }
  return [...sources.keys()]
    .filter((path) => !reached.has(path))
    .sort()
    .map((path) => `${path} is reached from neither bin nor src/audit.ts. Code nobody runs is code nobody checks.`);
}

function importBreaches(path: string, text: string, sources: Sources): string[] {
  const from = layerOf(path);
  if (from === undefined) return [`${path} lies in no layer. Give its folder a place in ${THIS_FILE}, with a reason.`];
  return localTargets(path, text).flatMap((target) => {
    const to = layerOf(target);
    if (!sources.has(target))
      return [`${path} imports ${target}, which does not exist or lies outside bin, src and rules.`];
    if (to === undefined) return [];
    const isAllowed = to === from ? !crossesControls(path, target) : from.imports.includes(to.name);
    if (isAllowed) return [];
    return [`${path} (${from.name}) imports ${target} (${to.name}). ${to === from ? CONTROL_WHY : from.why}`];
  });
}

const THIS_FILE = "test/meta/architecture.ts";
const CONTROL_WHY = "A control is one folder, judged by itself: what two controls share belongs into src/model.";

function layerOf(path: string): Layer | undefined {
  return LAYERS.find((layer) => layer.holds.test(path));
}

function crossesControls(path: string, target: string): boolean {
  const control = (file: string) => /^rules\/([^/]+)\//.exec(file)?.[1];
  return control(path) !== control(target);
}

function reservedBreaches(path: string, text: string): string[] {
  const modules = importsOf(text).filter((specifier) => !specifier.startsWith("."));
  const uses = usesOf(path, text);
  return RESERVED.filter(({ onlyIn }) => !onlyIn.test(path)).flatMap((reserved) => [
    ...modules
      .filter((specifier) => reserved.modules?.test(specifier))
      .map((specifier) => `${path} imports ${specifier}. ${reserved.why}`),
    ...uses
      .filter(({ use }) => reserved.uses?.includes(use))
      .map(({ line }) => `${path}:${line} uses ${reserved.what}. ${reserved.why}`),
  ]);
}

function localTargets(path: string, text: string): string[] {
  // A worker is started by URL, and is as much a part of the program as what is imported.
  const urls = [...text.matchAll(/new URL\(\s*"(\.[^"]+\.[jt]s)"/g)].flatMap((match) => match[1] ?? []);
  return [...importsOf(text), ...urls]
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts"));
}

function importsOf(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map((file) => file.fileName);
}

function usesOf(path: string, text: string): { readonly use: Use; readonly line: number }[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: { use: Use; line: number }[] = [];
  const visit = (node: ts.Node): void => {
    const use = useOf(node);
    if (use !== undefined) found.push({ use, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1 });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function useOf(node: ts.Node): Use | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const name = `${node.expression.getText()}.${node.name.text}`.replace(/^global(?:This)?\./, "");
    if (name === "Date.now" || name === "performance.now" || name === "performance.timeOrigin") return "clock";
    if (name === "Math.random") return "randomness";
    if (name === "process" || name === "console") return name;
  }
  // `new Date(text)` only parses; `new Date()` and `Date()` ask for the time.
  if (ts.isNewExpression(node) && node.expression.getText() === "Date" && !node.arguments?.length) return "clock";
  if (ts.isCallExpression(node) && node.expression.getText() === "Date") return "clock";
  if (!ts.isIdentifier(node) || !isFreeName(node)) return undefined;
  return node.text === "process" || node.text === "console" ? node.text : undefined;
}

/** Whether an identifier reads a variable, rather than naming a member or declaring something. */
function isFreeName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isQualifiedName(parent)) return false;
  const isDeclared = "name" in parent && parent.name === node && !ts.isShorthandPropertyAssignment(parent);
  return !isDeclared;
}
