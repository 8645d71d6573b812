/** How the URL of a store is written: provider, the port it has unless it says otherwise, and where the database stands. */
export interface StoreScheme {
  readonly provider: string;
  readonly ports: readonly string[];
  /** `database`: the path is a database of its own. `scope`: the path is a part of what the host is. `none`: the host is all. */
  readonly path: "database" | "scope" | "none";
}

/** By scheme, in lower case and without a driver (`postgresql+asyncpg`). */
export const storeSchemes: Readonly<Record<string, StoreScheme>> = {
  postgres: { provider: "postgres", ports: ["5432"], path: "database" },
  postgresql: { provider: "postgres", ports: ["5432"], path: "database" },
  pgsql: { provider: "postgres", ports: ["5432"], path: "database" },
  cockroachdb: { provider: "postgres", ports: ["26257"], path: "database" },
  cockroach: { provider: "postgres", ports: ["26257"], path: "database" },
  mysql: { provider: "mysql", ports: ["3306"], path: "database" },
  mysql2: { provider: "mysql", ports: ["3306"], path: "database" },
  mariadb: { provider: "mysql", ports: ["3306"], path: "database" },
  redis: { provider: "redis", ports: ["6379"], path: "scope" },
  rediss: { provider: "redis", ports: ["6379", "6380"], path: "scope" },
  valkey: { provider: "redis", ports: ["6379"], path: "scope" },
  mongodb: { provider: "mongodb", ports: ["27017"], path: "database" },
  "mongodb+srv": { provider: "mongodb", ports: [], path: "database" },
  libsql: { provider: "libsql", ports: ["443"], path: "none" },
  amqp: { provider: "amqp", ports: ["5672"], path: "database" },
  amqps: { provider: "amqp", ports: ["5671"], path: "database" },
  clickhouse: { provider: "clickhouse", ports: ["8123", "9000"], path: "database" },
  clickhouses: { provider: "clickhouse", ports: ["8443", "9440"], path: "database" },
  neo4j: { provider: "neo4j", ports: ["7687"], path: "none" },
  "neo4j+s": { provider: "neo4j", ports: ["7687"], path: "none" },
  bolt: { provider: "neo4j", ports: ["7687"], path: "none" },
  sqlserver: { provider: "sqlserver", ports: ["1433"], path: "database" },
  mssql: { provider: "sqlserver", ports: ["1433"], path: "database" },
  nats: { provider: "nats", ports: ["4222"], path: "none" },
  kafka: { provider: "kafka", ports: ["9092"], path: "none" },
  milvus: { provider: "milvus", ports: ["19530"], path: "database" },
  s3: { provider: "s3", ports: [], path: "scope" },
  gs: { provider: "gcs", ports: [], path: "scope" },
  http: { provider: "http", ports: ["80"], path: "scope" },
  https: { provider: "http", ports: ["443"], path: "scope" },
  ws: { provider: "http", ports: ["80"], path: "scope" },
  wss: { provider: "http", ports: ["443"], path: "scope" },
};
