import type { BindingEntry } from "../model/binding-facts.ts";
import type { Span } from "../model/location.ts";
import type { JobFact, StepFact } from "../model/workflow-facts.ts";
import { fill, fillScript, type Parameters, parametersOf } from "./circleci-parameters.ts";
import { type ConfigNode, entriesOf, entryOf, entrySpan, isName, itemsOf, textOf, valueAt } from "./config-node.ts";
import type { Seal } from "./extractor.ts";
import { redact } from "./redact.ts";
import { bindingValue, literalSyntax } from "./references.ts";

/** A job as a workflow names it. */
export interface Invocation {
  readonly job: string;
  readonly id: string;
  /** From its name to its contexts: what it is handed is decided there. */
  readonly span: Span;
  readonly given: ConfigNode;
  readonly combination: ReadonlyMap<string, string>;
  readonly contexts: readonly string[];
  readonly needs: readonly string[];
}

const deepestCommand = 8;
const mostSteps = 400;

/** Lowers one job. One of an orb is a call of something that is not in the repository. */
export function readCircleJob(invocation: Invocation, root: ConfigNode, pipeline: Parameters, seal: Seal): JobFact {
  const { job, id, span, given, contexts, needs, combination } = invocation;
  const node = valueAt(root, "jobs", job);
  const own = parametersOf(valueAt(node, "parameters"), given, pipeline);
  const chosen = [...combination].map(([name, value]) => [`parameters.${name}`, value] as const);
  const parameters = new Map([...pipeline, ...own, ...chosen]);
  const executor = executorOf(node, root, parameters);
  const images = [...itemsOf(valueAt(node, "docker")), ...itemsOf(valueAt(executor.node, "docker"))];
  const [primary] = images;
  const environment = (from: ConfigNode | undefined, filled: Parameters) =>
    readEnvironment(valueAt(from, "environment"), filled, seal);
  const steps = new StepReader(root, pipeline, seal);
  return {
    id,
    name: null,
    environment: null,
    needs,
    if: null,
    env: [
      ...environment(executor.node, executor.parameters),
      ...environment(primary, parameters),
      ...environment(node, parameters),
    ],
    steps: ["pre-steps", "steps", "post-steps"].flatMap((key) =>
      steps.read(key === "steps" ? valueAt(node, key) : valueAt(given, key), parameters, folderOf(node, parameters), 0),
    ),
    services: images.slice(1).flatMap((image) => {
      const name = textOf(valueAt(image, "image"));
      const host = textOf(valueAt(image, "name"));
      return name === null
        ? []
        : [
            {
              name: host ?? name.replace(/[:@].*$/, "").replace(/^.*\//, ""),
              image: fill(name, parameters),
              span: image.span,
            },
          ];
    }),
    matrix: {},
    runsOn: runnerOf(node, executor.node),
    calls: node ? null : { workflow: `the job ${job}`, with: [], secrets: [], inheritsSecrets: false, span },
    ...(contexts.length > 0 ? { variableScope: contexts.map((context) => fill(context, parameters)) } : {}),
    span,
  };
}

function executorOf(
  node: ConfigNode | undefined,
  root: ConfigNode,
  parameters: Parameters,
): { readonly node: ConfigNode | undefined; readonly parameters: Parameters } {
  const written = valueAt(node, "executor");
  const name = textOf(written) ?? textOf(valueAt(written, "name"));
  const found = name === null ? undefined : valueAt(root, "executors", fill(name, parameters));
  return { node: found, parameters: parametersOf(valueAt(found, "parameters"), written, parameters) };
}

/** Runners of one's own are called `organisation/name`. */
function runnerOf(...nodes: readonly (ConfigNode | undefined)[]): readonly string[] {
  const classes = nodes.flatMap((node) => textOf(valueAt(node, "resource_class")) ?? []);
  return classes.some((name) => name.includes("/")) ? ["self-hosted", ...classes] : classes;
}

function folderOf(node: ConfigNode | undefined, parameters: Parameters): string | null {
  const written = textOf(valueAt(node, "working_directory"));
  // `~/project` is where the repository is checked out.
  return written === null || /^[~/]/.test(written) ? null : fill(written, parameters);
}

/** Values here are texts: CircleCI expands no variables in them. */
function readEnvironment(node: ConfigNode | undefined, parameters: Parameters, seal: Seal): readonly BindingEntry[] {
  return entriesOf(node)
    .filter(({ key }) => isName(key))
    .flatMap((entry) => {
      const text = textOf(entry.value);
      if (text === null) return [];
      const value = bindingValue(fill(text, parameters), entry.key, literalSyntax, seal);
      return [{ name: entry.key, value, span: entrySpan(entry) }];
    });
}

/** Reads steps, with the commands of the file put in their place. */
class StepReader {
  readonly #root: ConfigNode;
  readonly #pipeline: Parameters;
  readonly #seal: Seal;
  #left = mostSteps;

  constructor(root: ConfigNode, pipeline: Parameters, seal: Seal) {
    this.#root = root;
    this.#pipeline = pipeline;
    this.#seal = seal;
  }

  read(
    node: ConfigNode | undefined,
    parameters: Parameters,
    folder: string | null,
    depth: number,
  ): readonly StepFact[] {
    if (depth > deepestCommand) return [];
    return itemsOf(node).flatMap((item): readonly StepFact[] => {
      if (this.#left-- <= 0) return [];
      const entry = entriesOf(item)[0];
      const name = textOf(item) ?? entry?.key ?? "";
      const value = entry?.value;
      if (name === "run" && entry) return this.#run(entry.value, entrySpan(entry), parameters, folder);
      if (name === "when" || name === "unless")
        return this.read(valueAt(value, "steps"), parameters, folder, depth + 1);
      const command = entryOf(valueAt(this.#root, "commands"), name)?.value;
      if (command) {
        const inside = new Map([...this.#pipeline, ...parametersOf(valueAt(command, "parameters"), value, parameters)]);
        return this.read(valueAt(command, "steps"), inside, folder, depth + 1);
      }
      // Steps of an orb; those that CircleCI has itself run nothing of the repository.
      if (!name.includes("/")) return [];
      return [
        { ...emptyStep, name, uses: name, with: readEnvironment(value, parameters, this.#seal), span: item.span },
      ];
    });
  }

  #run(value: ConfigNode, span: Span, parameters: Parameters, folder: string | null): readonly StepFact[] {
    const text = textOf(value) ?? textOf(valueAt(value, "command"));
    if (text === null) return [];
    const name = textOf(valueAt(value, "name"));
    const own = textOf(valueAt(value, "working_directory"));
    return [
      {
        ...emptyStep,
        name: name === null ? null : redact(fill(name, parameters), this.#seal),
        run: redact(fillScript(text, parameters), this.#seal),
        env: readEnvironment(valueAt(value, "environment"), parameters, this.#seal),
        workingDirectory: own === null ? folder : /^[~/]/.test(own) ? null : fill(own, parameters),
        span,
      },
    ];
  }
}

const emptyStep = { name: null, if: null, run: null, uses: null, with: [], env: [], workingDirectory: null } as const;
