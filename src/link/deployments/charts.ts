import type { DocumentFact, TemplateFact } from "../../model/deployment-facts.ts";
import { type DocumentEntry, type DocumentNode, itemsAt, nodeAt, plainAt } from "../../model/document.ts";
import type { Located } from "../../model/facts.ts";
import type { Place } from "../../model/location.ts";
import { directoryOf, join } from "../program/resolve.ts";
import { environmentOfFolder, environmentOfPath } from "./environment-of.ts";
import type { Delivery } from "./gitops.ts";
import type { Deployed } from "./manifests.ts";
import { type KubeObject, objectsIn } from "./objects.ts";
import { mergeValues } from "./patches.ts";
import { render } from "./template.ts";
import { isTrue, scalarOf } from "./template-values.ts";
import { workloadsInValues } from "./values-blocks.ts";

interface Chart {
  readonly directory: string;
  readonly root: DocumentNode;
  readonly name: string;
  readonly at: Place;
}

/** A chart with the values of one environment. */
interface Release {
  readonly environment: string;
  readonly values: DocumentNode;
  readonly namespace: string | null;
  readonly cluster?: string;
  /** Where it is said that the environment gets these values. */
  readonly declared: Place;
}

const mostReleases = 400;

/** What each chart of the repository comes to in each environment that has values for it. */
export function readCharts(
  documents: readonly Located<DocumentFact>[],
  templates: readonly Located<TemplateFact>[],
  deliveries: readonly Delivery[],
): readonly Deployed[] {
  const named = documents.filter(({ format }) => format === "chart").map(toChart);
  const charts = [...named, ...unnamedCharts(named, documents, templates)];
  const values = new Map(documents.filter(({ format }) => format === "values").map((fact) => [fact.path, fact.root]));
  const renderer = new Renderer(charts, templates, values);
  return charts
    .flatMap((chart) => releasesOf(chart, charts, values, deliveries).map((release) => ({ chart, release })))
    .slice(0, mostReleases)
    .map(({ chart, release }): Deployed => {
      const { environment, declared, namespace, cluster } = release;
      const objects = renderer.objects(chart, release, namespace);
      const placed = cluster === undefined ? objects : objects.map((object) => ({ ...object, cluster }));
      return { environment, layer: "override", declared, objects: placed };
    });
}

function toChart({ path, root }: Located<DocumentFact>): Chart {
  const directory = directoryOf(path);
  const name = plainAt(root, "name") ?? directory.slice(directory.lastIndexOf("/") + 1);
  return { directory, root, name, at: root.at };
}

/** Templates beside files of values are a chart, though the file that names it is made when it is packed, or left out. */
function unnamedCharts(
  named: readonly Chart[],
  documents: readonly Located<DocumentFact>[],
  templates: readonly Located<TemplateFact>[],
): readonly Chart[] {
  const known = new Set(named.map(({ directory }) => directory));
  const templated = new Set(templates.flatMap(({ path }) => /^(?:(.*)\/)?templates\/[^/]+$/.exec(path)?.[1] ?? []));
  const found = documents.flatMap((fact): readonly Chart[] => {
    const directory = directoryOf(fact.path);
    if (fact.format !== "values" || known.has(directory) || !templated.has(directory)) return [];
    known.add(directory);
    const { root } = fact;
    return [{ directory, root, name: directory.slice(directory.lastIndexOf("/") + 1), at: root.at }];
  });
  return found;
}

/** The environments of a chart: what controllers and helmfile are told, and for the rest what its values are called. */
function releasesOf(
  chart: Chart,
  charts: readonly Chart[],
  values: ReadonlyMap<string, DocumentNode>,
  deliveries: readonly Delivery[],
): readonly Release[] {
  const base = defaultsOf(chart, values);
  const told = deliveries.filter(({ path }) => path === chart.directory);
  const delivered = told.map((delivery): Release => {
    const files = delivery.valueFiles.flatMap((path) => values.get(path) ?? []);
    const all = [...files, ...delivery.values].reduce(mergeValues, base);
    const { environment, namespace, cluster, at: declared } = delivery;
    return { environment, values: all, namespace, declared, ...(cluster === undefined ? {} : { cluster }) };
  });
  const used = new Set(told.flatMap(({ valueFiles }) => valueFiles));
  const isTold = new Set(told.map(({ environment }) => environment));
  const named = [...values].flatMap(([path, root]): readonly Release[] => {
    if (used.has(path) || !belongsTo(chart, path, charts)) return [];
    const environment = environmentOfPath(path.slice(chart.directory === "" ? 0 : chart.directory.length + 1));
    if (environment === null || isTold.has(environment)) return [];
    return [{ environment, values: mergeValues(base, root), namespace: null, declared: root.at }];
  });
  const own = [...delivered, ...named];
  // A chart in a folder of an environment is that environment's own.
  const folder = environmentOfFolder(chart.directory);
  if (own.length === 0 && folder !== null && !isPartOfAnother(chart, charts)) {
    return [{ environment: folder, values: base, namespace: null, declared: chart.at }];
  }
  return own;
}

function isPartOfAnother({ directory }: Chart, charts: readonly Chart[]): boolean {
  return charts.some((one) => one.directory !== directory && directory.startsWith(`${one.directory}/charts/`));
}

/** Whether a file of values lies in the folder of this chart, and not in that of one inside it. */
function belongsTo({ directory }: Chart, path: string, charts: readonly Chart[]): boolean {
  const inside = (folder: string): boolean => folder === "" || path.startsWith(`${folder}/`);
  return inside(directory) && !charts.some((one) => one.directory.length > directory.length && inside(one.directory));
}

function defaultsOf({ directory, at }: Chart, values: ReadonlyMap<string, DocumentNode>): DocumentNode {
  for (const name of ["values.yaml", "values.yml"]) {
    const found = values.get(join(directory, name));
    if (found) return found;
  }
  return { kind: "map", entries: [], at };
}

const deepestChart = 6;
const mostObjects = 3000;

class Renderer {
  private readonly charts: readonly Chart[];
  private readonly values: ReadonlyMap<string, DocumentNode>;
  private readonly templates: readonly Located<TemplateFact>[];

  constructor(
    charts: readonly Chart[],
    templates: readonly Located<TemplateFact>[],
    values: ReadonlyMap<string, DocumentNode>,
  ) {
    this.charts = charts;
    this.templates = templates;
    this.values = values;
  }

  objects(
    chart: Chart,
    { values }: Pick<Release, "values">,
    namespace: string | null,
    depth = 0,
  ): readonly KubeObject[] {
    const own = this.rendered(chart, values).flatMap((root) => objectsIn({ root }));
    const parts = depth > deepestChart ? [] : this.parts(chart, values);
    const below = parts.flatMap((part) => this.objects(part.chart, { values: part.values }, namespace, depth + 1));
    const all = [...own, ...below].slice(0, mostObjects);
    // A chart whose templates are elsewhere gives its containers what its values call variables.
    const found = all.length > 0 || depth > 0 ? all : workloadsInValues(values, chart.name);
    return found.map((object) => ({ ...object, namespace: object.namespace ?? namespace }));
  }

  private rendered(chart: Chart, values: DocumentNode): readonly DocumentNode[] {
    const around = this.charts
      .filter((one) => one.directory !== chart.directory && one.directory.startsWith(`${chart.directory}/charts/`))
      .map(({ directory }) => directory);
    const visible = this.templates.filter(
      ({ path }) => path.startsWith(`${chart.directory}/`) || chart.directory === "",
    );
    const defines = new Map(visible.flatMap((one) => (one.defines === null ? [] : [[one.defines, one] as const])));
    const root = scopeOf(chart, values);
    const scope = { root, dot: { kind: "node", node: root }, variables: new Map(), defines, depth: 0 } as const;
    return visible
      .filter(({ defines: name, path }) => name === null && !around.some((folder) => path.startsWith(`${folder}/`)))
      .filter(({ path }) => !path.endsWith(".tpl"))
      .flatMap((template) => render(template, scope));
  }

  /** The charts that this one takes in, with what it says of them. */
  private parts(
    chart: Chart,
    values: DocumentNode,
  ): readonly { readonly chart: Chart; readonly values: DocumentNode }[] {
    const declared = itemsAt(chart.root, "dependencies").flatMap((dependency) => {
      const written = plainAt(dependency, "repository") ?? "";
      const name = plainAt(dependency, "name") ?? "";
      const directory = written.startsWith("file://")
        ? join(chart.directory, written.slice("file://".length))
        : join(chart.directory, "charts", name);
      const condition = plainAt(dependency, "condition")?.split(".");
      const said = condition ? nodeAt(values, ...condition) : undefined;
      const isOff = said !== undefined && isTrue({ kind: "node", node: said }) === false;
      return isOff ? [] : [{ directory, called: plainAt(dependency, "alias") ?? name }];
    });
    const lying = this.charts
      .filter(({ directory }) => directoryOf(directory) === join(chart.directory, "charts"))
      .filter(({ directory }) => !declared.some((one) => one.directory === directory))
      .filter(({ name }) => itemsAt(chart.root, "dependencies").every((one) => plainAt(one, "name") !== name))
      .map(({ directory, name }) => ({ directory, called: name }));
    return [...declared, ...lying].flatMap(({ directory, called }) => {
      const part = this.charts.find((one) => one.directory === directory);
      if (!part || part === chart) return [];
      const given = nodeAt(values, called);
      const shared = nodeAt(values, "global");
      const own = given ? mergeValues(defaultsOf(part, this.values), given) : defaultsOf(part, this.values);
      return [{ chart: part, values: shared ? withGlobal(own, shared) : own }];
    });
  }
}

function withGlobal(values: DocumentNode, shared: DocumentNode): DocumentNode {
  const entry: DocumentEntry = { key: "global", at: shared.at, value: shared };
  return mergeValues(values, { kind: "map", entries: [entry], at: shared.at });
}

/** `$` of a template. A release has its name and namespace from whoever installs it. */
function scopeOf({ root, name, at }: Chart, values: DocumentNode): DocumentNode {
  const elsewhere = (text: string): DocumentNode => ({
    ...scalarOf(text, at),
    value: { kind: "expression", text: "given when the chart is installed", mentions: [] },
  });
  const map = (entries: Readonly<Record<string, DocumentNode>>): DocumentNode => ({
    kind: "map",
    entries: Object.entries(entries).map(([key, value]) => ({ key, at, value })),
    at,
  });
  const chart = map({
    Name: scalarOf(name, at),
    Version: elsewhere("version"),
    AppVersion: nodeAt(root, "appVersion") ?? elsewhere("version"),
  });
  const release = map({
    Name: elsewhere(name),
    Namespace: elsewhere("release-namespace"),
    Service: scalarOf("Helm", at),
  });
  return map({ Values: values, Chart: chart, Release: release });
}
