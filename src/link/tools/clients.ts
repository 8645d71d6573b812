import { isPackage } from "../../catalog/match.ts";
import { modelEntries } from "../../catalog/models/index.ts";
import { telemetryEntries } from "../../catalog/telemetry/index.ts";
import { toolEntries } from "../../catalog/tools/index.ts";
import { kindOfVerb } from "../../catalog/verbs.ts";
import { splitWords } from "../../model/environment.ts";
import type { SinkKind } from "../../model/sink.ts";
import type { Evaluator } from "../program/evaluate.ts";
import type { AppliedValue, ExternalValue, Value } from "../program/value.ts";

/**
 * What a method does of a client that the catalogue does not know: of something a package makes from a key or an address,
 * or that is called a client, by the verb of the method. Null for anything else: most of what packages make works in
 * the process.
 */
export function unknownClient(
  evaluator: Evaluator,
  callee: Value,
): { readonly kind: SinkKind; readonly operation: string } | null {
  const path: string[] = [];
  let base = callee;
  for (; base.kind === "member"; base = base.object) path.unshift(base.property);
  const method = path.at(-1);
  if (method === undefined || base.kind !== "applied" || base.callee.kind !== "external") return null;
  const kind = kindOfVerb(method);
  if (kind === null || isOther(base.callee) || !isRemote(evaluator, base, base.callee)) return null;
  return { kind, operation: `${base.callee.package} ${path.join(".")}` };
}

/** What is no service, or is recorded as something else: models, loggers, frameworks of tools, libraries of the process. */
const others: readonly string[] = [
  ...modelEntries.flatMap((e) => e.symbol.packages),
  ...telemetryEntries.flatMap((e) => e.symbol.packages),
  ...toolEntries.flatMap((e) => e.symbol.packages),
  "@modelcontextprotocol/*",
];

const local =
  /^(node:.*|bun:.*|cloudflare:.*|assert|async_hooks|buffer|crypto|dns|events|fs|fs\/.*|net|os|path|perf_hooks|process|querystring|readline|stream|stream\/.*|string_decoder|timers|tls|tty|url|util|vm|worker_threads|zlib|react|react-.*|vue|svelte|express|fastify|koa|hono|hono\/.*|next|next\/.*|@nestjs\/.*|jose|jsonwebtoken|bcrypt.*|zod|zod\/.*|yup|joi|ajv|lodash.*|conf|convict|config|dotenv|commander|yargs|vitest|jest|.*cookie.*|.*session.*)$/;

function isOther({ package: name }: ExternalValue): boolean {
  return name === "" || local.test(name) || others.some((wanted) => isPackage(wanted, name));
}

const remoteWords = new Set([
  "url",
  "uri",
  "host",
  "hostname",
  "endpoint",
  "baseurl",
  "key",
  "apikey",
  "token",
  "secret",
  "auth",
  "credential",
  "credentials",
]);

function isRemote(evaluator: Evaluator, { args, assumed }: AppliedValue, { path }: ExternalValue): boolean {
  const name = path.at(-1) ?? "";
  if (/(Client|Api|API|Sdk|SDK)$/.test(name)) return true;
  if (assumed) return false;
  return args.some((thunk) => opens(evaluator.force(thunk)));
}

/** A key or an address as it is, or an object with properties that are called so; what stands deeper says less. */
function opens(value: Value): boolean {
  switch (value.kind) {
    case "variable":
      return typeof value.name === "string" && speaks(value.name);
    case "object":
      return [...value.entries.keys()].some(speaks);
    case "literal":
      return value.sealed?.nature === "secret" || value.sealed?.address !== undefined;
    case "choice":
      return value.options.some((o) => opens(o.value));
    case "fallback":
      return opens(value.first) || opens(value.second);
    default:
      return false;
  }
}

function speaks(name: string): boolean {
  return splitWords(name).some((word) => remoteWords.has(word));
}
