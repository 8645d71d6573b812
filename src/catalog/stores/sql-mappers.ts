import { at, credential, host, name, scope, symbols } from "../shorthand.ts";
import type { StoreEntry } from "../types.ts";

type Operations = StoreEntry["operations"];

const ormOperations: Operations = [
  {
    methods: [
      "find",
      "findBy",
      "findOne",
      "findOneBy",
      "findOneOrFail",
      "findOneByOrFail",
      "findAndCount",
      "findAndCountBy",
      "findAll",
      "findByPk",
      "findAndCountAll",
      "count",
      "countBy",
      "exists",
      "existsBy",
      "getMany",
      "getOne",
      "getRawMany",
      "getRawOne",
      "getManyAndCount",
    ],
    effect: "read",
  },
  {
    methods: [
      "save",
      "insert",
      "update",
      "upsert",
      "delete",
      "remove",
      "softDelete",
      "softRemove",
      "restore",
      "increment",
      "decrement",
      "clear",
      "create",
      "bulkCreate",
      "findOrCreate",
      "destroy",
      "truncate",
      "persistAndFlush",
      "removeAndFlush",
      "flush",
      "nativeInsert",
      "nativeUpdate",
      "nativeDelete",
      "insertMany",
      "upsertMany",
    ],
    effect: "write",
  },
  { methods: ["query"], effect: "read", statement: at("0") },
];

const typeorm: StoreEntry = {
  provider: "typeorm",
  kind: "database",
  label: "SQL database",
  opens: [
    {
      ...symbols("typeorm", "DataSource", "createConnection", "Connection"),
      levels: [
        host(at("0.url", "0.host"), { port: { from: at("0.port") } }),
        name(at("0.database")),
        scope(at("0.schema")),
      ],
      credential: credential(at("0.password")),
    },
    {
      ...symbols("@nestjs/typeorm", "TypeOrmModule.forRoot"),
      levels: [
        host(at("0.url", "0.host"), { port: { from: at("0.port") } }),
        name(at("0.database")),
        scope(at("0.schema")),
      ],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [
    {
      methods: ["getRepository", "getTreeRepository", "createQueryBuilder", "createQueryRunner", "withRepository"],
      levels: [],
    },
  ],
  hands: ["transaction"],
  operations: ormOperations,
  limitsContainers: true,
  isContext: false,
};

const sequelize: StoreEntry = {
  provider: "sequelize",
  kind: "database",
  label: "SQL database",
  opens: [
    {
      ...symbols(["sequelize", "sequelize-typescript", "@sequelize/core"], "Sequelize", "default"),
      levels: [
        host(at("3.host", "2.host", "0.host", "0.url", "0.storage", "0"), {
          port: { from: at("3.port", "2.port", "0.port") },
        }),
        name(at("0.database")),
        scope(at("0.schema", "1.schema")),
      ],
      credential: credential(at("0.password", "2")),
    },
  ],
  narrows: [{ methods: ["define", "model"], levels: [] }],
  operations: ormOperations,
  limitsContainers: true,
  isContext: false,
};

const mikroOrm: StoreEntry = {
  provider: "mikro-orm",
  kind: "database",
  label: "SQL database",
  opens: [
    {
      ...symbols("@mikro-orm/*", "MikroORM.init", "MikroORM.initSync", "MikroORM", "defineConfig"),
      levels: [
        host(at("0.clientUrl", "0.host"), { port: { from: at("0.port") } }),
        name(at("0.dbName")),
        scope(at("0.schema")),
      ],
      credential: credential(at("0.password")),
    },
  ],
  narrows: [{ methods: ["fork", "getRepository", "createQueryBuilder", "qb"], levels: [] }],
  hands: ["transactional"],
  operations: ormOperations,
  limitsContainers: true,
  isContext: false,
};

/** Object-relational mappers. */
export const sqlMappers: readonly StoreEntry[] = [typeorm, sequelize, mikroOrm];
