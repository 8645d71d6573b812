import type { BindingEntry } from "../model/binding-facts.ts";
import type { Fact, GapFact } from "../model/facts.ts";
import type { JobFact, WorkflowFact } from "../model/workflow-facts.ts";
import { commandOf, type Filled, filledWith } from "./cloud-build-command.ts";
import { secretsIn } from "./cloud-build-secrets.ts";
import {
  type ConfigNode,
  entriesOf,
  entryOf,
  entrySpan,
  gap,
  isName,
  isTrue,
  itemsOf,
  textOf,
  textsOf,
  valueAt,
} from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { isDeployed } from "./platform-file.ts";
import { fileStart } from "./positions.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";
import { redact } from "./redact.ts";
import { bindingValue, literalSyntax } from "./references.ts";

const names = /^cloudbuild(?:[._-]([\w.-]+))?\.(?:ya?ml|json)$/i;

/**
 * Reads builds of Google Cloud Build: each step is a job, since it runs in a container of its own and has only what it is
 * given. A substitution is what the file gives it by default; a trigger may say otherwise, outside the repository.
 */
export const cloudBuild: Extractor = {
  id: "cloud-build",
  version: 2,
  wants: (path, zone) => isDeployed(path, zone, names),
  extract({ path, text }, { seal }): readonly Fact[] {
    const { root, gaps } = /\.json$/i.test(path) ? readJson(text) : readYaml(text);
    const steps = itemsOf(valueAt(root, "steps"));
    if (root?.kind !== "map" || steps.length === 0) return gaps;
    const file = fileName(path);
    return [buildOf(root, steps.slice(0, mostSteps), file, seal), ...gaps, ...leftOut(steps)];
  },
};

const mostSteps = 100;

function leftOut(steps: readonly ConfigNode[]): readonly GapFact[] {
  const next = steps[mostSteps];
  return next ? [gap(`only the first ${mostSteps} steps of the build are read`, next.span.startLine)] : [];
}

function buildOf(root: ConfigNode, steps: readonly ConfigNode[], file: string, seal: Seal): WorkflowFact {
  const given = substitutionsOf(root);
  const filled = filledWith(given.texts);
  const options = valueAt(root, "options");
  const secrets = secretsIn(root, filled, seal);
  const event = /(?:^|[._-])(?:pr|pull-?request)s?(?:[._-]|$)/i.test(names.exec(file)?.[1] ?? "")
    ? "pull_request"
    : "trigger";
  const shared = [...variablesOf(options, filled, seal), ...secretsOf(options, secrets)];
  return {
    kind: "workflow",
    provider: "cloud-build",
    name: file,
    triggers: [{ event, branches: [], span: fileStart }],
    env: [...given.entries(seal), ...shared],
    jobs: steps.map((step, index) => jobOf(step, index + 1, { filled, secrets, seal })),
    span: fileStart,
  };
}

/** Substitutions of the file's own, which stand in the texts of the build and reach no process by themselves. */
function substitutionsOf(root: ConfigNode): {
  readonly texts: ReadonlyMap<string, string>;
  readonly entries: (seal: Seal) => readonly BindingEntry[];
} {
  const own = entriesOf(valueAt(root, "substitutions")).flatMap((entry) => {
    const text = textOf(entry.value);
    return text === null || text === "" || text.includes("$") ? [] : [{ entry, text }];
  });
  return {
    texts: new Map(own.map(({ entry, text }) => [entry.key, text])),
    // Which environment it says is told by its name without the underscore; nothing else of it opens anything.
    entries: (seal) =>
      own.flatMap(({ entry, text }) =>
        environmentNames.test(entry.key)
          ? [
              {
                name: entry.key.slice(1),
                value: bindingValue(text, entry.key.slice(1), literalSyntax, seal),
                span: entrySpan(entry),
              },
            ]
          : [],
      ),
  };
}

const environmentNames = /^_(?:ENV|ENVIRONMENT|STAGE|APP_ENV|DEPLOY_ENV)$/;

interface Context {
  readonly filled: Filled;
  readonly secrets: ReadonlyMap<string, BindingEntry>;
  readonly seal: Seal;
}

function jobOf(step: ConfigNode, number: number, { filled, secrets, seal }: Context): JobFact {
  const id = textOf(valueAt(step, "id"));
  const head = entryOf(step, "id") ?? entryOf(step, "name");
  const run = entryOf(step, "script") ?? entryOf(step, "args") ?? entryOf(step, "entrypoint") ?? head;
  const folder = textOf(valueAt(step, "dir"));
  const tolerated = entryOf(step, "allowFailure");
  const span = head ? entrySpan(head) : step.span;
  return {
    id: id !== null && isName(id.replaceAll(" ", "-")) ? id : `step ${number}`,
    name: id,
    environment: null,
    needs: textsOf(valueAt(step, "waitFor")).filter((one) => one !== "-"),
    if: null,
    env: [...variablesOf(step, filled, seal), ...secretsOf(step, secrets)],
    steps: [
      {
        name: id,
        if: null,
        run: redact(commandOf(step, filled), seal),
        uses: null,
        with: [],
        env: [],
        workingDirectory: folder === null ? null : filled(folder),
        span: run ? entrySpan(run) : step.span,
      },
    ],
    services: [],
    matrix: {},
    runsOn: [],
    calls: null,
    ...(tolerated && isTrue(tolerated.value) ? { toleratedAt: entrySpan(tolerated) } : {}),
    span,
  };
}

/** `env: [NAME=value]` of a step, or of the options for all steps. */
function variablesOf(node: ConfigNode | undefined, filled: Filled, seal: Seal): readonly BindingEntry[] {
  const list = valueAt(node, "env");
  return (list?.kind === "list" ? list.items : []).flatMap((item): readonly BindingEntry[] => {
    const [, name, value = ""] = /^([A-Za-z_]\w*)=(.*)$/s.exec(textOf(item) ?? "") ?? [];
    if (name === undefined) return [];
    return [{ name, value: bindingValue(filled(value), name, literalSyntax, seal), span: item.span }];
  });
}

/** The secrets that `secretEnv` asks for; one that the file does not say may be any. */
function secretsOf(node: ConfigNode | undefined, secrets: ReadonlyMap<string, BindingEntry>): readonly BindingEntry[] {
  const list = valueAt(node, "secretEnv");
  return (list?.kind === "list" ? list.items : []).flatMap((item): readonly BindingEntry[] => {
    const name = textOf(item);
    if (name === null || !isName(name)) return [];
    const open = { kind: "expression", text: "a secret that the build does not name", mentions: [] } as const;
    return [secrets.get(name) ?? { name, value: open, span: item.span }];
  });
}
