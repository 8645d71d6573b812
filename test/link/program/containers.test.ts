import { expect, test } from "vitest";
import { type Files, itIs } from "../../support/program.ts";

const store = "export class Store { constructor(readonly index = process.env.A) {} }";
const container = (registration: string): Files => ({
  "store.ts": store,
  "container.ts": `import { asClass, asFunction, asValue, createContainer } from "awilix"; import { Store } from "./store"; export const container = createContainer(); ${registration}`,
});

test.each<readonly [string, string | Files, string]>([
  [
    "awilix, from the cradle (rowboat)",
    {
      ...container("container.register({ store: asClass(Store).singleton() });"),
      "main.ts": 'import { container } from "./container"; const it = container.cradle.store.index;',
    },
    "<index> ?? $A",
  ],
  [
    "awilix, resolved by name",
    {
      ...container("container.register({ store: asClass(Store) });"),
      "main.ts": 'import { container } from "./container"; const it = container.resolve("store");',
    },
    "some Store",
  ],
  [
    "awilix, registered one by one",
    {
      ...container('container.register("store", asClass(Store));'),
      "main.ts": 'import { container } from "./container"; const it = container.resolve("store");',
    },
    "some Store",
  ],
  [
    "awilix, a value",
    {
      ...container("container.register({ settings: asValue({ index: process.env.B }) });"),
      "main.ts": 'import { container } from "./container"; const it = container.cradle.settings.index;',
    },
    "$B",
  ],
  [
    "awilix, a factory",
    {
      ...container("container.register({ store: asFunction(() => new Store(process.env.B)).singleton() });"),
      "main.ts": 'import { container } from "./container"; const it = container.cradle.store.index;',
    },
    "$B",
  ],
  [
    "awilix, registered where it is made",
    {
      "main.ts": `import { asValue, createContainer } from "awilix"; const container = createContainer().register({ index: asValue(process.env.A) }); const it = container.cradle.index;`,
    },
    "$A",
  ],
  [
    "awilix, a name that nobody registers",
    { ...container(""), "main.ts": 'import { container } from "./container"; const it = container.cradle.store;' },
    "awilix:createContainer().cradle.store",
  ],
  ["no container", "const it = load().cradle.store;", "load().cradle.store"],
  [
    "injected into the constructor by its type",
    {
      "store.ts": store,
      "tool.ts":
        'import { Store } from "./store"; export class Tool { constructor(private readonly deps: { store: Store }) {} run() { return this.deps.store.index; } }',
      "main.ts": 'import { Tool } from "./tool"; export function f(tool: Tool) { const it = tool.run(); }',
    },
    "<index> ?? $A",
  ],
  [
    "Nest's ConfigService, as a field (tambo)",
    'import { ConfigService } from "@nestjs/config"; export class Service { constructor(private readonly config: ConfigService) {} open() { const it = this.config.get<string>("INDEX"); } }',
    "$INDEX",
  ],
  [
    "Nest's ConfigService, getOrThrow",
    'import { ConfigService } from "@nestjs/config"; export class Service { constructor(private readonly config: ConfigService) {} open() { const it = this.config.getOrThrow("INDEX"); } }',
    "$INDEX",
  ],
  [
    "Nest's ConfigService with a default",
    'import { ConfigService } from "@nestjs/config"; export class Service { constructor(private readonly config: ConfigService) {} open() { const it = this.config.get("INDEX", "docs"); } }',
    '$INDEX ?? "docs"',
  ],
  [
    "Nest's ConfigService passed to a factory",
    'import { ConfigService } from "@nestjs/config"; export const provider = { useFactory: (config: ConfigService) => { const it = config.get("INDEX"); return it; } };',
    "$INDEX",
  ],
  [
    "another service with a get",
    'class ConfigService { get(name) { return name; } } export function f(c: ConfigService) { const it = c.get("INDEX"); }',
    '"INDEX"',
  ],
])("%s", (_title, code, expected) => {
  expect(itIs(code)).toBe(expected);
});
