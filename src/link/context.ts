import { type DeclaredHosts, declaredHosts } from "../model/declared-hosts.ts";
import { type DeclaredNames, declaredNames } from "../model/declared-names.ts";
import type { Fact, Located } from "../model/facts.ts";
import { type PublicKeys, publicKeys } from "../model/public-keys.ts";
import { remember } from "../model/remember.ts";
import type { Settings } from "../model/settings.ts";
import type { EnvironmentView } from "./program/concretise.ts";
import { declaredCalls } from "./program/declared-calls.ts";
import { Evaluator } from "./program/evaluate.ts";
import { ImportGraph } from "./program/importers.ts";
import { PlatformBindings } from "./program/platform-bindings.ts";
import { Program } from "./program/program.ts";
import { ancestors, directoryOf } from "./program/resolve.ts";
import { environmentWords } from "./settings/environment-words.ts";
import type { Unit } from "./units/unit.ts";
import { viewOf } from "./views.ts";

/** What every part of the linker works with. */
export class LinkContext {
  #facts: readonly Located<Fact>[] = [];
  readonly program: Program;
  readonly evaluator: Evaluator;
  readonly imports: ImportGraph;
  /** Whether deployed code keeps something for each environment: a map keyed by environments, or a test on one. */
  codeChooses = false;
  /** What the settings call an environment that the repository knows by this name; null if they say nothing of it. */
  declaredAs: DeclaredNames = () => null;
  /** What the settings say of a host. */
  endpointAt: DeclaredHosts = () => null;
  publicKey: PublicKeys = () => null;
  #units: readonly Unit[] = [];
  readonly #zones: ReadonlyMap<string, string>;
  readonly #packageNames = new Map<string, string | null>();
  readonly #packages = new Map<string, string>();
  readonly #homes = new Map<string, readonly string[]>();
  readonly #views = new Map<string, readonly EnvironmentView[]>();

  constructor(facts: readonly Located<Fact>[], zones: ReadonlyMap<string, string>) {
    this.#zones = zones;
    this.program = new Program(facts, (path) => this.isDeployed(path));
    this.evaluator = new Evaluator(this.program);
    this.imports = new ImportGraph(this.program);
    this.facts = facts;
    for (const fact of facts) if (fact.kind === "package") this.#packageNames.set(directoryOf(fact.path), fact.name);
  }

  /** What is known from the settings counts from the first look at the code on. */
  apply({ environments, endpoints, functions, publicKeys: known }: Settings): void {
    this.publicKey = publicKeys(known);
    this.declaredAs = declaredNames(environments);
    this.endpointAt = declaredHosts(endpoints);
    this.evaluator.environmentWord = environmentWords(this.declaredAs);
    this.evaluator.declared = declaredCalls(functions, (path) => this.packageName(path));
  }

  /** Those of files, and those that programs which declare infrastructure add to them. */
  get facts(): readonly Located<Fact>[] {
    return this.#facts;
  }

  set facts(facts: readonly Located<Fact>[]) {
    this.#facts = facts;
    this.evaluator.platform = new PlatformBindings(facts, (paths) => this.imports.importersOf(paths));
  }

  get units(): readonly Unit[] {
    return this.#units;
  }

  /** Set in steps: what configuration declares, then what CI and code add to it. */
  set units(units: readonly Unit[]) {
    this.#units = units;
    this.#homes.clear();
    this.#views.clear();
  }

  /** Whether code in this file runs in a deployment, and not only in tests. */
  isDeployed(path: string): boolean {
    return (this.#zones.get(path) ?? "source") === "source";
  }

  /** The package a file belongs to, as the name of its service. */
  packageOf(path: string): string {
    const directory = directoryOf(path);
    return remember(this.#packages, directory, () => ancestors(directory).find((d) => this.#packageNames.has(d)) ?? "");
  }

  /** The name of that package; empty if it has none. */
  packageName(path: string): string {
    return this.#packageNames.get(this.packageOf(path)) ?? "";
  }

  /**
   * The folders whose environments code in this file runs in: the nearest one above it that declares any; for a shared
   * package, those of the code that imports it; else the only ones that are configured.
   */
  homesOf(path: string): readonly string[] {
    return remember(this.#homes, path, () => this.#findHomes(path));
  }

  #findHomes(path: string): readonly string[] {
    const own = this.#homeAbove(path);
    if (own !== null) return [own];
    const homes = new Set<string>();
    for (const importer of this.imports.usersOf(path)) {
      const home = this.#homeAbove(importer);
      if (home !== null) homes.add(home);
    }
    if (homes.size > 0) return [...homes].sort();
    const [only, ...more] = this.units;
    return only && more.length === 0 && speaksForAll(only) ? [only.directory] : [];
  }

  /** What a unit is called in reports: its package, or its folder. */
  serviceName(home: string): string {
    return this.#packageNames.get(home) ?? (home === "" ? "the repository" : home);
  }

  /** The environments of a home, each as the code sees it. */
  viewsOf(home: string): readonly EnvironmentView[] {
    // The same views each time, so that what was found out of a value in one of them is found again.
    return remember(this.#views, home, () => this.#makeViews(home));
  }

  #makeViews(home: string): readonly EnvironmentView[] {
    const names = new Set(
      ancestors(home).flatMap((d) => [...(this.units.find((u) => u.directory === d)?.environments.keys() ?? [])]),
    );
    return [...names].sort().map((name) => viewOf(this.units, home, name, this.evaluator.namesEnvironment));
  }

  #homeAbove(path: string): string | null {
    const declaring = (d: string): boolean => (this.units.find((u) => u.directory === d)?.environments.size ?? 0) > 0;
    const chain = ancestors(directoryOf(path));
    const [nearest] = chain.filter(declaring);
    if (nearest === undefined) return null;
    // Code of a shared package under a root with environments may run in those of the applications that import it.
    const own = this.packageOf(path);
    if (nearest === "" && own !== "" && this.units.some((u) => u.directory !== "")) {
      const importers = [...this.imports.usersOf(path)].filter((p) => p !== path && this.packageOf(p) !== own);
      if (importers.some((p) => ancestors(directoryOf(p)).some((d) => d !== "" && declaring(d)))) return null;
    }
    return nearest;
  }
}

/** A map of environments in the code of one package says nothing of the other packages. */
function speaksForAll({ directory, environments }: Unit): boolean {
  return directory === "" || [...environments.values()].some(({ blocks }) => blocks.length > 0);
}
