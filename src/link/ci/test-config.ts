import type { Expression, ModuleIR } from "../../model/ir.ts";
import type { Program } from "../program/program.ts";
import { directoryOf, join } from "../program/resolve.ts";
import { eachExpressionOf } from "../program/walk.ts";

/** What the configuration of a test runner says of the files it runs; only what is written out there. */
export interface TestConfig {
  readonly directory: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Folders it looks in, relative to the root. */
  readonly folders: readonly string[];
  readonly setupFiles: readonly string[];
  /** The command of a server that the runner starts and tests from outside. */
  readonly startsServer: boolean;
}

const extensions = ["ts", "mts", "cts", "js", "mjs", "cjs"];

/** The configuration that a runner uses in a folder: the one it is given, or the one of the usual name. */
export function testConfigOf(
  program: Program,
  runner: string,
  configPath: string | null,
  directory: string,
): TestConfig | null {
  const names =
    runner === "vitest" || runner === "evalite"
      ? [`${runner}.config`, "vitest.config", "vite.config"]
      : [`${runner}.config`];
  const candidates = [
    ...(configPath === null ? [] : [configPath]),
    ...names.flatMap((name) => extensions.map((extension) => join(directory, `${name}.${extension}`))),
  ];
  for (const path of candidates) {
    const module = program.modules.get(path);
    if (module) return readConfig(module, runner);
  }
  return null;
}

function readConfig(module: ModuleIR, runner: string): TestConfig {
  const directory = directoryOf(module.path);
  const objects: Extract<Expression, { kind: "object" }>[] = [];
  eachExpressionOf(module, (e) => {
    if (e.kind === "object") objects.push(e);
  });
  // Vitest keeps its options under `test`; `include` elsewhere (coverage, plugins) means other files.
  const own =
    runner === "vitest" || runner === "evalite" ? objects.flatMap((object) => objectIn(object, "test")) : objects;
  const texts = (...keys: readonly string[]) => own.flatMap((object) => keys.flatMap((key) => textsIn(object, key)));
  return {
    directory,
    include: texts("include", "testMatch", "specPattern", "files"),
    exclude: texts("exclude", "testIgnore"),
    folders: texts("testDir", "dir", "root", "roots", "rootDir").map((folder) =>
      join(directory, folder.replace("<rootDir>", ".")),
    ),
    setupFiles: texts("setupFiles", "globalSetup", "setupFilesAfterEnv", "globalSetupFiles").map((file) =>
      join(directory, file.replace("<rootDir>", ".")),
    ),
    startsServer: own.some((object) =>
      object.properties.some((property) => property.kind === "value" && property.key === "webServer"),
    ),
  };
}

function objectIn(
  object: Extract<Expression, { kind: "object" }>,
  key: string,
): readonly Extract<Expression, { kind: "object" }>[] {
  return object.properties.flatMap((property) =>
    property.kind === "value" && property.key === key && property.value.kind === "object" ? [property.value] : [],
  );
}

function textsIn(object: Extract<Expression, { kind: "object" }>, key: string): readonly string[] {
  return object.properties.flatMap((property) => {
    if (property.kind !== "value" || property.key !== key) return [];
    const values = property.value.kind === "array" ? property.value.elements : [property.value];
    return values.flatMap((value) =>
      value.kind === "literal" && typeof value.value === "string" && value.value !== "" ? [value.value] : [],
    );
  });
}
