import type { InfraBlock, InfraExpression } from "../../model/infrastructure.ts";
import type { Place } from "../../model/location.ts";
import { remember } from "../../model/remember.ts";
import { ancestors, directoryOf, join } from "../program/resolve.ts";
import { contextIn, type Functions, type TerraformEvaluator } from "./evaluate.ts";
import { callFunction } from "./functions.ts";
import { emptyModule, type PlacedValue, settingOf, type TerraformFile } from "./modules.ts";
import { type Context, type Deployment, type Scope, type TerraformValue, text, textOf, unknown } from "./value.ts";

/** What a `terragrunt.hcl` applies, and with which values. */
export interface TerragruntUnit {
  /** The folder of the module; null for one that is fetched from elsewhere. */
  readonly source: string | null;
  readonly inputs: ReadonlyMap<string, TerraformValue>;
}

/** What the unit of a folder puts out, once it is applied; null if that is not known. */
export type OutputsOf = (directory: string) => ReadonlyMap<string, TerraformValue> | null;

const deepest = 12;

/** Configurations of Terragrunt, with the files that they include and read, as far as these are in the repository. */
export class Terragrunt {
  readonly #evaluator: TerraformEvaluator;
  readonly #files: ReadonlyMap<string, TerraformFile>;
  readonly #outputsOf: OutputsOf;

  constructor(evaluator: TerraformEvaluator, files: readonly TerraformFile[], outputsOf: OutputsOf) {
    this.#evaluator = evaluator;
    this.#files = new Map(files.map((file) => [file.path, file]));
    this.#outputsOf = outputsOf;
  }

  /** `draft` is the deployment as it is known before its values are. */
  unitOf(path: string, draft: Deployment): TerragruntUnit | null {
    const file = this.#files.get(path);
    if (!file) return null;
    const own = this.#configuration(file, { draft, unit: directoryOf(path), home: directoryOf(path), depth: 0 });
    const all = [...own.included, own];
    const source = all.map((one) => one.source()).findLast((one) => one !== undefined);
    return { source: source ?? null, inputs: new Map(all.flatMap((one) => [...one.inputs()])) };
  }

  #configuration(file: TerraformFile, place: Reading): Configuration {
    return new Configuration(file, place, this.#evaluator, {
      read: (path, next) => {
        const found = this.#files.get(path);
        return found && next.depth <= deepest ? this.#configuration(found, next) : null;
      },
      holds: (path) => this.#files.has(path),
      outputsOf: this.#outputsOf,
    });
  }
}

/** From where a configuration is read. */
interface Reading {
  readonly draft: Deployment;
  /** The folder of the unit that is applied in the end. */
  readonly unit: string;
  /** The folder from which paths are told: of what is included that of the unit, of what is read its own. */
  readonly home: string;
  readonly depth: number;
}

interface Files {
  readonly read: (path: string, next: Reading) => Configuration | null;
  readonly holds: (path: string) => boolean;
  readonly outputsOf: OutputsOf;
}

/** One file, evaluated for one unit. */
class Configuration {
  readonly #file: TerraformFile;
  readonly #place: Reading;
  readonly #evaluator: TerraformEvaluator;
  readonly #files: Files;
  readonly #scope: Scope;
  readonly #names = new Map<string, TerraformValue>();

  constructor(file: TerraformFile, place: Reading, evaluator: TerraformEvaluator, files: Files) {
    this.#file = file;
    this.#place = place;
    this.#evaluator = evaluator;
    this.#files = files;
    const call: Functions = (_, expression, context, at) => this.#call(expression, context, at);
    const locals = new Map<string, PlacedValue>();
    for (const { type, values } of file.blocks)
      if (type === "locals") for (const value of values) locals.set(value.name, { value, path: file.path });
    this.#scope = {
      module: { ...emptyModule(directoryOf(file.path)), locals },
      deployment: place.draft,
      address: `${file.path} for ${place.unit}: `,
      caller: null,
      depth: 0,
      foreign: { names: this.#names, call },
    };
    const here: Place = {
      path: file.path,
      span: file.blocks[0]?.span ?? { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
    };
    this.#names.set("var", unknown("Terragrunt has no variables of that name", here));
    // What is included may be named by locals, and dependencies by what is included.
    this.#names.set("include", unknown("it is included without a path that is known", here));
    this.#names.set("dependency", unknown("it depends on what is not known", here));
    this.#names.set("include", this.#includes(here));
    this.#names.set("dependency", this.#dependencies(here));
  }

  /** What it is laid over, outermost first. */
  get included(): readonly Configuration[] {
    return this.#blocks("include").flatMap((block) => {
      const found = this.#includedBy(block);
      return found ? [...found.included, found] : [];
    });
  }

  inputs(): ReadonlyMap<string, TerraformValue> {
    const written = this.#file.values.find(({ name }) => name === "inputs");
    const value = written && this.#evaluate(written.value);
    return value?.kind === "object" ? value.entries : new Map();
  }

  /** Undefined where it says none. */
  source(): string | null | undefined {
    const written = this.#blocks("terraform").flatMap((block) => settingOf(block, "source") ?? [])[0];
    if (!written) return undefined;
    const told = textOf(this.#evaluate(written.value));
    return told === null ? null : this.#path(told.replace(/\?.*$/, "").replace(/(?<!:)\/\//g, "/"));
  }

  /** As `read_terragrunt_config` and an exposed `include` give it. */
  exposed(at: Place): TerraformValue {
    const locals = new Map(
      [...this.#scope.module.locals.keys()].map((name) => [
        name,
        this.#evaluator.named("local", name, this.#scope, at),
      ]),
    );
    const entries = new Map<string, TerraformValue>([
      ["locals", { kind: "object", entries: locals, at }],
      ["inputs", { kind: "object", entries: this.inputs(), at }],
    ]);
    return { kind: "object", entries, at };
  }

  #blocks(type: string): readonly InfraBlock[] {
    return this.#file.blocks.filter((block) => block.type === type);
  }

  #evaluate(expression: InfraExpression): TerraformValue {
    return this.#evaluator.evaluate(expression, contextIn(this.#scope, this.#file.path));
  }

  #includedBy(block: InfraBlock): Configuration | null {
    const written = settingOf(block, "path");
    const told = written ? textOf(this.#evaluate(written.value)) : null;
    const path = told === null ? null : this.#path(told);
    if (path === null || path === this.#file.path) return null;
    return this.#files.read(path, { ...this.#place, depth: this.#place.depth + 1 });
  }

  #includes(here: Place): TerraformValue {
    const entries = new Map<string, TerraformValue>();
    for (const block of this.#blocks("include")) {
      const at: Place = { path: this.#file.path, span: block.span };
      const found = this.#includedBy(block);
      const value = found ? found.exposed(at) : unknown("what is included was not read", at);
      const [label] = block.labels;
      if (label === undefined) return value;
      entries.set(label, value);
    }
    return { kind: "object", entries, at: here };
  }

  #dependencies(here: Place): TerraformValue {
    const entries = new Map<string, TerraformValue>();
    for (const block of this.#blocks("dependency")) {
      const at: Place = { path: this.#file.path, span: block.span };
      const written = settingOf(block, "config_path");
      const told = written ? textOf(this.#evaluate(written.value)) : null;
      const path = told === null ? null : this.#path(told.replace(/\/terragrunt\.hcl$/, ""));
      const outputs = path === null ? null : this.#files.outputsOf(path);
      const value: TerraformValue = outputs
        ? { kind: "object", entries: outputs, at }
        : unknown("what it depends on is not in the repository, or is applied in several ways", at);
      entries.set(block.labels[0] ?? "", { kind: "object", entries: new Map([["outputs", value]]), at });
    }
    return { kind: "object", entries, at: here };
  }

  /** A path from the root of the repository; null for one outside it. An absolute one is what functions gave. */
  #path(told: string): string | null {
    if (/^[a-z+]+:|^[\w.-]+@|^[\w-]+\.\w+\//i.test(told)) return null;
    const path = told.startsWith("/") ? join(told.slice(1)) : join(this.#place.home, told);
    return path.startsWith("..") ? null : path;
  }

  /** Functions of Terragrunt's own; the others are those of Terraform. */
  #call(expression: Extract<InfraExpression, { kind: "call" }>, context: Context, at: Place): TerraformValue {
    const args = (): readonly (string | null)[] =>
      expression.args.map((arg) => textOf(this.#evaluator.evaluate(arg, context)));
    const { unit, home } = this.#place;
    switch (expression.name) {
      case "find_in_parent_folders":
        return this.#above(args(), at);
      case "read_terragrunt_config":
        return this.#readBy(args()[0] ?? null, at);
      case "get_terragrunt_dir":
        return text(`/${home}`, at);
      case "get_original_terragrunt_dir":
        return text(`/${unit}`, at);
      case "get_parent_terragrunt_dir":
        return text(`/${directoryOf(this.#file.path)}`, at);
      case "get_repo_root":
        return text("/", at);
      case "path_relative_to_include":
        return this.#relative(at);
      case "get_env":
        return unknown("get_env() is decided by whoever applies it", at);
      default:
        return callFunction(this.#evaluator, expression, context, at);
    }
  }

  #above([name = "terragrunt.hcl", fallback]: readonly (string | null)[], at: Place): TerraformValue {
    if (name === null) return unknown("which file is looked for above is not known", at);
    const folders = ancestors(directoryOf(this.#place.home)).filter((folder) => folder !== this.#place.home);
    const found = folders.map((folder) => join(folder, name)).find((path) => this.#files.holds(path));
    if (found !== undefined) return text(`/${found}`, at);
    return fallback == null ? unknown(`no ${name} above it was read`, at) : text(fallback, at);
  }

  #readBy(told: string | null, at: Place): TerraformValue {
    const path = told === null ? null : this.#path(told);
    const next = path === null ? null : { ...this.#place, home: directoryOf(path), depth: this.#place.depth + 1 };
    const found = path === null || next === null ? null : this.#files.read(path, next);
    return found ? found.exposed(at) : unknown("the configuration that is read was not found", at);
  }

  /** Of an included file the folder of the unit as seen from it. */
  #relative(at: Place): TerraformValue {
    const { unit } = this.#place;
    const parent = directoryOf(this.#file.path);
    if (parent === "") return text(unit, at);
    return unit === parent
      ? text(".", at)
      : unit.startsWith(`${parent}/`)
        ? text(unit.slice(parent.length + 1), at)
        : unknown("the folder of the unit is not below what it includes", at);
  }
}

/** Memoises what each unit puts out; one that depends on itself puts out nothing that is known. */
export function outputsOnce(make: OutputsOf): OutputsOf {
  const known = new Map<string, ReadonlyMap<string, TerraformValue> | null>();
  const open = new Set<string>();
  return (directory) => {
    if (open.has(directory)) return null;
    open.add(directory);
    try {
      return remember(known, directory, () => make(directory));
    } finally {
      open.delete(directory);
    }
  };
}
