import type { Opened } from "./address.ts";

const separators = [";", " "] as const;

/** `Server=db;Database=app;Password=…` and `host=db dbname=app password=…`: connection strings of pairs. */
export function readKeyValueString(text: string): Opened | null {
  // Redis of Azure: `name.redis.cache.windows.net:6380,password=…,ssl=True`.
  const redis = /^([a-z0-9.-]+)(?::(?:6379|6380))?,(?:.*,)?password=([^,]+)/i.exec(text);
  if (redis) {
    const address = {
      provider: "redis",
      host: (redis[1] ?? "").toLowerCase(),
      name: null,
      container: null,
      scope: null,
    };
    return { shape: "connection string", address, secret: redis[2] ?? null, hasPrivateParts: true };
  }
  if (!text.includes("=")) return null;
  for (const separator of separators) {
    const pairs = pairsOf(text, separator);
    if (pairs) return open(pairs);
  }
  return null;
}

function pairsOf(text: string, separator: string): ReadonlyMap<string, string> | null {
  const parts = text.split(separator).filter((part) => part.trim() !== "");
  if (parts.length < 2 || parts.length > 40) return null;
  const pairs = new Map<string, string>();
  for (const part of parts) {
    const match = /^\s*([A-Za-z][A-Za-z _-]{0,40})\s*=\s*(.*)$/s.exec(part);
    if (!match) return null;
    pairs.set((match[1] ?? "").toLowerCase().replace(/[ _-]/g, ""), (match[2] ?? "").trim());
  }
  return pairs;
}

function open(pairs: ReadonlyMap<string, string>): Opened | null {
  const first = (...names: readonly string[]): string | null =>
    names.map((name) => pairs.get(name)).find((value) => value !== undefined && value !== "") ?? null;

  const secret = first(
    "password",
    "pwd",
    "accountkey",
    "sharedaccesskey",
    "sharedaccesssignature",
    "instrumentationkey",
  );
  const account = first("accountname");
  const host = first("server", "datasource", "host", "hostname", "endpoint", "accountendpoint", "hostaddr");
  if (host === null && account === null) return null;
  if (account !== null) {
    const address = {
      provider: "azure-storage",
      host: account.toLowerCase(),
      name: null,
      container: null,
      scope: null,
    };
    return { shape: "connection string", address, secret, hasPrivateParts: true };
  }
  const port = first("port");
  const provider = providerOf(pairs, host ?? "");
  const place = (host ?? "")
    .toLowerCase()
    .replace(/^tcp:/, "")
    .replace(/^(?:https|sb):\/\//, "")
    .replace(/\/$/, "");
  const address = {
    provider,
    host: (port && port !== "5432" ? `${place}:${port}` : place).replace(/[,:](?:1433|443)$/, ""),
    name: first("database", "initialcatalog", "dbname", "entitypath"),
    container: null,
    scope: null,
  };
  const login = first("userid", "uid", "user", "username");
  const superuser = login !== null && superusers[provider] === login.toLowerCase() ? { superuser: login } : {};
  return { shape: "connection string", address, secret, hasPrivateParts: true, ...superuser };
}

const superusers: Readonly<Record<string, string>> = { postgres: "postgres", sqlserver: "sa" };

function providerOf(pairs: ReadonlyMap<string, string>, host: string): string {
  if (pairs.has("dbname")) return "postgres";
  if (host.includes(".documents.azure.com")) return "cosmos";
  return host.includes(".servicebus.windows.net") ? "azure-service-bus" : "sqlserver";
}
