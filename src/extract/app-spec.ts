import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import type { Fact } from "../model/facts.ts";
import { type ConfigNode, entriesOf, entrySpan, isName, itemsOf, textOf, valueAt } from "./config-node.ts";
import { stored } from "./ecs.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { namedBy, platformFact } from "./platform-block.ts";
import { hint, isDeployed } from "./platform-file.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";
import { literalSyntax } from "./references.ts";
import { isNull, lastOfEach, scalarValue, undecided, variablesOfMap } from "./variables.ts";

const names = /^(?:app|apprunner|container-?app|aca)(?:[._-](.+))?\.(?:ya?ml|json)$/i;

interface Context {
  readonly path: string;
  readonly suffix: string;
  readonly seal: Seal;
}

/**
 * Reads what several platforms call the application's file: `app.yaml` of App Engine and DigitalOcean, `apprunner.yaml`,
 * Azure's container apps, Heroku's `app.json`. Which it is shows in its keys.
 */
export const appSpec: Extractor = {
  id: "app-spec",
  version: 1,
  wants: (path, zone) => isDeployed(path, zone, names),
  extract({ path, text }, { seal }) {
    const { root, gaps } = path.toLowerCase().endsWith(".json") ? readJson(text) : readYaml(text);
    if (root?.kind !== "map") return /(?:env|secrets)\w*["']?\s*:/.test(text) ? gaps : [];
    const context = { path, suffix: names.exec(fileName(path))?.[1] ?? "", seal };
    const facts = readers.flatMap((read) => read(root, context));
    return facts.length > 0 ? [...facts, ...gaps] : [];
  },
};

type Read = (root: ConfigNode, context: Context) => readonly Fact[];

/** `env_variables` of App Engine. */
const appEngine: Read = (root, context) => {
  const variables = valueAt(root, "env_variables");
  const names = namedBy(context.path, context.suffix, textOf(valueAt(root, "service")));
  const entries = variablesOfMap(variables, context.seal, literalSyntax);
  return platformFact({ ...names, entries, span: variables?.span ?? fileStart });
};

const parts = ["services", "workers", "jobs", "static_sites", "functions"];

/** DigitalOcean: the variables of the application and of each of its parts. */
const digitalOcean: Read = (root, context) => {
  const name = textOf(valueAt(root, "name"));
  const isSpec = name !== null && parts.some((key) => valueAt(root, key)?.kind === "list");
  if (!isSpec) return [];
  const { environment } = namedBy(context.path, context.suffix, name);
  const shared = itemsOf(valueAt(root, "envs")).flatMap((item) => pair(item, context.seal));
  return parts
    .flatMap((key) => itemsOf(valueAt(root, key)))
    .flatMap((part) => {
      const own = itemsOf(valueAt(part, "envs")).flatMap((item) => pair(item, context.seal));
      const called = valueAt(part, "name") ?? part;
      const service = textOf(called);
      return platformFact({ environment, service, entries: lastOfEach([...shared, ...own]), span: called.span });
    });
};

function pair(item: ConfigNode, seal: Seal): readonly BindingEntry[] {
  const name = textOf(valueAt(item, "key"));
  if (name === null || !isName(name)) return [];
  const value = valueAt(item, "value");
  // `EV[1:…]` is a value that the platform encrypted for one application.
  if (!value || isNull(value) || /^EV\[/.test(textOf(value) ?? "")) {
    return [{ name, value: undecided("kept by the platform"), span: item.span }];
  }
  // `${db.DATABASE_URL}` is a variable of another part.
  const bound = /\$\{/.test(textOf(value) ?? "")
    ? undecided("a variable of another part")
    : scalarValue(value, name, seal, literalSyntax);
  return [{ name, value: bound, span: item.span }];
}

/** `run.env` and `run.secrets` of App Runner. */
const appRunner: Read = (root, context) => {
  const run = valueAt(root, "run");
  const entries = [
    ...itemsOf(valueAt(run, "env")).flatMap((item): readonly BindingEntry[] => {
      const name = textOf(valueAt(item, "name"));
      const value = valueAt(item, "value");
      if (name === null || !isName(name) || !value) return [];
      return [{ name, value: scalarValue(value, name, context.seal, literalSyntax), span: item.span }];
    }),
    ...itemsOf(valueAt(run, "secrets")).flatMap((item): readonly BindingEntry[] => {
      const name = textOf(valueAt(item, "name"));
      const from = textOf(valueAt(item, "value-from"));
      return name === null || !isName(name) || from === null
        ? []
        : [{ name, value: stored(from, null), span: item.span }];
    }),
  ];
  const hints = hint("command", valueAt(run, "command"), context.seal);
  return platformFact({ ...namedBy(context.path, context.suffix, null), entries, hints, span: run?.span ?? fileStart });
};

/** Azure's container apps: variables, and secrets of the application that may come from a vault. */
const containerApp: Read = (root, context) => {
  const properties = valueAt(root, "properties");
  const containers = itemsOf(valueAt(properties, "template", "containers"));
  const secrets = itemsOf(valueAt(properties, "configuration", "secrets"));
  const name = textOf(valueAt(root, "name"));
  return containers.flatMap((container) => {
    const entries = itemsOf(valueAt(container, "env")).flatMap((item) =>
      azureVariable(item, secrets, name, context.seal),
    );
    const hints = hint("image", valueAt(container, "image"), context.seal);
    const names = namedBy(context.path, context.suffix, name);
    return platformFact({ ...names, entries, hints, span: (valueAt(container, "name") ?? container).span });
  });
};

function azureVariable(
  item: ConfigNode,
  secrets: readonly ConfigNode[],
  app: string | null,
  seal: Seal,
): readonly BindingEntry[] {
  const name = textOf(valueAt(item, "name"));
  if (name === null || !isName(name)) return [];
  const value = valueAt(item, "value");
  if (value && !isNull(value)) return [{ name, value: scalarValue(value, name, seal, literalSyntax), span: item.span }];
  const ref = textOf(valueAt(item, "secretRef"));
  if (ref === null) return [];
  const secret = secrets.find((one) => textOf(valueAt(one, "name")) === ref);
  const inVault = textOf(valueAt(secret, "keyVaultUrl"));
  const written = valueAt(secret, "value");
  if (inVault !== null) {
    return [
      { name, value: { kind: "reference", store: "azure-key-vault", name: inVault, default: null }, span: item.span },
    ];
  }
  if (secret && written && !isNull(written)) {
    return [{ name, value: scalarValue(written, name, seal, literalSyntax), span: secret.span }];
  }
  const whole = [app, ref].filter((part) => part !== null).join("/");
  return [
    { name, value: { kind: "reference", store: "container-app-secret", name: whole, default: null }, span: item.span },
  ];
}

/** Heroku's `app.json`: what review apps and test runs get. */
const heroku: Read = (root, context) => {
  const isHeroku =
    valueAt(root, "env")?.kind === "map" &&
    (valueAt(root, "buildpacks") ??
      valueAt(root, "formation") ??
      valueAt(root, "environments") ??
      valueAt(root, "addons") ??
      valueAt(root, "scripts"));
  if (!isHeroku) return [];
  const read = (
    node: ConfigNode | undefined,
    environment: string | null,
    layer: BindingsFact["layer"],
  ): readonly Fact[] =>
    platformFact({
      environment,
      service: null,
      layer,
      entries: entriesOf(node).flatMap((entry): readonly BindingEntry[] => {
        if (!isName(entry.key)) return [];
        const value = entry.value.kind === "map" ? valueAt(entry.value, "value") : entry.value;
        const bound =
          value && !isNull(value)
            ? scalarValue(value, entry.key, context.seal, literalSyntax)
            : undecided("set in the dashboard");
        return [{ name: entry.key, value: bound, span: entrySpan(entry) }];
      }),
      span: node?.span ?? fileStart,
    });
  return [
    ...read(valueAt(root, "env"), null, "base"),
    ...entriesOf(valueAt(root, "environments")).flatMap((entry) =>
      isName(entry.key) ? read(valueAt(entry.value, "env"), entry.key, "override") : [],
    ),
  ];
};

const readers: readonly Read[] = [appEngine, digitalOcean, appRunner, containerApp, heroku];
