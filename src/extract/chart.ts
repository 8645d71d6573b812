import type { DocumentFact } from "../model/deployment-facts.ts";
import { isSampleName } from "../model/deployment-name.ts";
import type { Fact } from "../model/facts.ts";
import { templateStore } from "../model/template.ts";
import { gap, maxLength } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { withoutMark } from "./positions.ts";
import { readYaml, readYamlStream } from "./read-yaml.ts";
import type { Segment, Syntax } from "./references.ts";
import { sealDocument } from "./sealed-document.ts";
import { marks, readTemplateText, type TemplateText } from "./template-text.ts";
import { configSyntax } from "./variables.ts";

/** Reads the parts of Helm charts: what a chart is, the values it may be given, and its templates without rendering them. */
export const chartFile: Extractor = {
  id: "chart",
  version: 1,
  wants(path, zone) {
    const isElsewhere = zone === "example" || zone === "docs" || zone === "fixture" || zone === "generated";
    const format = formatOf(path);
    return !isElsewhere && format !== null && (format === "template" || !isSampleName(fileName(path)));
  },
  extract({ path, text: source }, { seal }) {
    const text = withoutMark(source);
    const format = formatOf(path);
    if (text.length > maxLength) return [gap("the file is too large to be read as YAML")];
    if (format === "template") return readTemplate(path, text, seal);
    if (format === null || (format === "values" && text.split("\n---", 4).length > 3)) return [];
    const isRendered = format === "helmfile" || text.includes("{{");
    return isRendered ? readRendered(path, text, format, seal) : readPlain(path, text, format, seal);
  },
};

type Format = "chart" | "values" | "helmfile" | "template";

function formatOf(path: string): Format | null {
  const name = fileName(path);
  if (/^Chart\.ya?ml$/.test(name)) return "chart";
  if (/(?:^|\/)templates\/(?!tests\/)(?:[^/]+\/)*[^/]+\.(?:ya?ml|tpl)$/.test(path)) return "template";
  if (/^helmfile(?:[._-][\w.-]+)?\.ya?ml(?:\.gotmpl)?$/.test(name)) return "helmfile";
  const isValues = /^values\b.*\.ya?ml(?:\.gotmpl)?$|[._-]values\.ya?ml$/i.test(name);
  const inValues = /(?:^|\/)(?:values|environments|envs)\/(?:[\w.-]+\/)?[\w.-]+\.ya?ml$/i.test(path);
  return isValues || inValues ? "values" : null;
}

function readPlain(path: string, text: string, format: DocumentFact["format"], seal: Seal): readonly Fact[] {
  const { root, gaps: all } = readYaml(text);
  // Of values that are named after an environment another extractor tells what is wrong.
  const gaps = /^(?:values|Chart)\.ya?ml$/.test(fileName(path)) ? all : [];
  if (root?.kind !== "map") return gaps;
  const lines = text.split(/\r\n|\n|\r/);
  return [{ kind: "document", format, root: sealDocument(root, { path, lines, seal }) }, ...gaps];
}

/** `helmfile.yaml` and values that helmfile fills in: the environment's name is what matters of their actions. */
function readRendered(path: string, text: string, format: DocumentFact["format"], seal: Seal): readonly Fact[] {
  const named = text.replace(/\{\{-?\s*\.Environment\.Name\s*-?\}\}/g, environmentMark);
  const [whole] = readTemplateText(named, seal) ?? [];
  if (!whole) return [gap("the file is a template, which is not rendered")];
  const { roots } = readYamlStream(whole.text);
  const lines = whole.text.split(/\r\n|\n|\r/);
  return roots.flatMap((root) =>
    root.kind === "map"
      ? [{ kind: "document", format, root: sealDocument(root, { path, lines, seal, ...withMarks }) } as const]
      : [],
  );
}

/** Stands for the name of the environment in the paths of a helmfile. */
const environmentMark = "HELMFILE_ENVIRONMENT";

function readTemplate(path: string, text: string, seal: Seal): readonly Fact[] {
  const parts = readTemplateText(text, seal);
  if (parts === null) return matters(text) ? [gap("the template has an action that is not closed")] : [];
  return parts.flatMap((part) => templateFact(path, part, seal));
}

function templateFact(path: string, part: TemplateText, seal: Seal): readonly Fact[] {
  const { roots, gaps } = readYamlStream(part.text);
  const lines = part.text.split(/\r\n|\n|\r/);
  const [broken] = gaps;
  if (broken && matters(part.text)) {
    return [gap("the template is no YAML once its actions are taken out, and is not rendered", broken.line)];
  }
  return roots.map((root) => ({
    kind: "template",
    defines: part.defines,
    root: sealDocument(root, { path, lines, seal, ...withMarks }),
    expressions: part.expressions,
    blocks: part.blocks,
  }));
}

/** Whether containers or what they take in stand in the file. */
function matters(text: string): boolean {
  return /^[ \t-]*(?:env|envFrom|data|stringData|secretKeyRef|configMapKeyRef)[ \t]*:/m.test(text);
}

const syntax: Syntax = (text) => {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > end) segments.push(...configSyntax(text.slice(end, match.index)));
    segments.push({ kind: "reference", store: templateStore, name: match[1] ?? "", fallback: null });
    end = match.index + match[0].length;
  }
  if (end < text.length || segments.length === 0) segments.push(...configSyntax(text.slice(end)));
  return segments;
};

const withMarks = { syntax, marks };
