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
    "awilix, what a factory that nobody else calls is passed",
    {
      "shelf.ts":
        "export class Shelf { handle; constructor(private readonly config) {} open() { if (!this.handle) { const name = this.config.index; this.handle = name; } return this.handle; } }",
      "container.ts": `import { asFunction, asValue, createContainer, InjectionMode } from "awilix"; import { Shelf } from "./shelf";
        export const container = createContainer({ injectionMode: InjectionMode.PROXY });
        container.register({ config: asValue({ index: process.env.B }), shelf: asFunction((c) => new Shelf(c.config)) });`,
      "main.ts": 'import { Shelf } from "./shelf"; export function f(shelf: Shelf) { const it = shelf.open(); }',
    },
    "$B",
  ],
  [
    "awilix, a class that takes what it needs by name",
    {
      "main.ts": `import { asClass, asValue, createContainer } from "awilix"; class Desk { constructor({ config }) { const it = config.index; } }
        const container = createContainer(); container.register({ config: asValue({ index: process.env.B }), desk: asClass(Desk) });`,
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
  [
    "awilix, settings destructured from the cradle in a constructor",
    {
      "store.ts": "export class Store { constructor({ settings }) { this.index = settings.index; } }",
      "container.ts":
        'import { asClass, asValue, createContainer } from "awilix"; import { Store } from "./store"; export const container = createContainer(); container.register({ settings: asValue({ index: process.env.A }), store: asClass(Store).singleton() });',
      "main.ts": 'import { container } from "./container"; const { store } = container.cradle; const it = store.index;',
    },
    "$A",
  ],
  [
    "awilix, settings by name in a factory's cradle",
    {
      "store.ts": "export const makeStore = (cradle) => ({ index: cradle.settings.index });",
      "container.ts":
        'import { asFunction, asValue, createContainer } from "awilix"; import { makeStore } from "./store"; export const container = createContainer(); container.register({ settings: asValue({ index: process.env.A }), store: asFunction(makeStore) });',
      "main.ts": 'import { container } from "./container"; const it = container.resolve("store").index;',
    },
    "$A",
  ],
  [
    "awilix, parameters by name (classic)",
    {
      "store.ts": "export class Store { constructor(settings) { this.index = settings.index; } }",
      "container.ts":
        'import { asClass, asValue, createContainer, InjectionMode } from "awilix"; import { Store } from "./store"; export const container = createContainer({ injectionMode: InjectionMode.CLASSIC }); container.register({ settings: asValue({ index: process.env.A }), store: asClass(Store) });',
      "main.ts": 'import { container } from "./container"; const it = container.cradle.store.index;',
    },
    "$A",
  ],
  [
    "tsyringe, by a token in the constructor",
    {
      "container.ts":
        'import { container } from "tsyringe"; container.register("Settings", { useValue: { index: process.env.A } });',
      "store.ts":
        'import { inject, injectable } from "tsyringe"; @injectable() export class Store { constructor(@inject("Settings") private settings) {} read() { return this.settings.index; } }',
      "main.ts":
        'import { container } from "tsyringe"; import "./container"; import { Store } from "./store"; const it = container.resolve(Store).read();',
    },
    "$A",
  ],
  [
    "inversify, by a symbol",
    {
      "types.ts": 'export const TYPES = { Settings: Symbol.for("Settings"), Store: Symbol.for("Store") };',
      "store.ts":
        'import { inject, injectable } from "inversify"; import { TYPES } from "./types"; @injectable() export class Store { constructor(@inject(TYPES.Settings) private settings) {} read() { return this.settings.index; } }',
      "container.ts":
        'import { Container } from "inversify"; import { TYPES } from "./types"; import { Store } from "./store"; export const container = new Container(); container.bind(TYPES.Settings).toConstantValue({ index: process.env.A }); container.bind(TYPES.Store).to(Store);',
      "main.ts":
        'import { container } from "./container"; import { TYPES } from "./types"; const it = container.get(TYPES.Store).read();',
    },
    "$A",
  ],
  [
    "Nest, a namespaced configuration by its path",
    {
      "config.ts":
        'import { registerAs } from "@nestjs/config"; export default registerAs("store", () => ({ index: process.env.A }));',
      "app.ts":
        'import { ConfigModule } from "@nestjs/config"; import store from "./config"; export const module = ConfigModule.forRoot({ load: [store] });',
      "main.ts":
        'import { ConfigService } from "@nestjs/config"; export class Service { constructor(private config: ConfigService) {} open() { const it = this.config.get("store.index"); } }',
    },
    "$A",
  ],
  [
    "Nest, a namespaced configuration injected by its key",
    {
      "config.ts":
        'import { registerAs } from "@nestjs/config"; export const storeConfig = registerAs("store", () => ({ index: process.env.A }));',
      "main.ts":
        'import { Inject } from "@nestjs/common"; import { ConfigType } from "@nestjs/config"; import { storeConfig } from "./config"; export class Service { constructor(@Inject(storeConfig.KEY) private config: ConfigType<typeof storeConfig>) {} open() { const it = this.config.index; } }',
    },
    "$A",
  ],
  [
    "awilix, a class that takes what it needs by name out of its one parameter",
    {
      "container.ts":
        'import { asClass, asValue, createContainer } from "awilix"; import { Tool } from "./main"; export const container = createContainer(); container.register({ tool: asClass(Tool).singleton(), settings: asValue({ index: process.env.B }) });',
      "main.ts":
        "export class Tool { private readonly index; constructor({ settings }) { const it = settings.index; this.index = it; } }",
    },
    "$B",
  ],
  [
    "awilix, a factory that takes its needs by name",
    {
      "container.ts":
        'import { asFunction, asValue, createContainer } from "awilix"; import { tools } from "./main"; export const container = createContainer(); container.register({ tools: asFunction(tools), settings: asValue({ index: process.env.B }) });',
      "main.ts": "export function tools({ settings }) { const it = settings.index; return it; }",
    },
    "$B",
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
