import type { Place } from "../../model/location.ts";
import type { McpClient } from "../../model/mcp-client.ts";
import type { ServerLaunch } from "../../model/server-launch.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import type { ObjectValue, Thunk, Value } from "../program/value.ts";
import { fixedText } from "../stores/operations.ts";
import { eachPart } from "../tools/dependence.ts";
import { type KnownPackages, launchOf } from "./launch.ts";

/** A server as it is described to a client in code: `{ command, args }`, `{ url }`, a transport made of an address. */
export interface Described extends Pick<McpClient, "server" | "origin" | "launch"> {
  /** Where it is described. */
  readonly describedAt: Place;
}

export function serversIn(
  evaluator: Evaluator,
  args: readonly Thunk[],
  known: KnownPackages,
  isOurs: (host: string) => boolean,
): readonly Described[] {
  const found: Described[] = [];
  for (const thunk of args) {
    eachPart(evaluator, evaluator.force(thunk), (part) => {
      const server =
        part.kind === "object"
          ? ofObject(evaluator, part, known, isOurs)
          : part.kind === "applied" && isAddress(part)
            ? atAddress(evaluator, part, isOurs)
            : null;
      if (server) found.push({ ...server, describedAt: part.at });
      return server === null;
    });
  }
  return found;
}

/**
 * The servers that one client is given together, by their names: `{ servers: { live: { … }, staging: { … } } }`. Where
 * one of two objects is taken, the client is given the servers of one only.
 */
export function namedServersIn(
  evaluator: Evaluator,
  args: readonly Thunk[],
): readonly { readonly name: string; readonly at: Place }[] {
  return args.flatMap((thunk) => {
    const options = evaluator.force(thunk);
    if (options.kind !== "object") return [];
    const maps = [options, ...["servers", "mcpServers"].flatMap((key) => forced(evaluator, options.entries.get(key)))];
    return maps.flatMap((map) =>
      map.kind === "object" ? [...map.entries].map(([name, entry]) => ({ name, at: evaluator.force(entry).at })) : [],
    );
  });
}

function forced(evaluator: Evaluator, thunk: Thunk | undefined): readonly Value[] {
  return thunk ? [evaluator.force(thunk)] : [];
}

const addressKeys = ["url", "serverUrl", "server_url", "connectorId"];

function ofObject(
  evaluator: Evaluator,
  object: ObjectValue,
  known: KnownPackages,
  isOurs: (host: string) => boolean,
): Server | null {
  const take = (key: string): Value | null => {
    const thunk = object.entries.get(key);
    return thunk ? evaluator.force(thunk) : null;
  };
  const command = take("command") ?? take("fullCommand");
  if (command) {
    const list = take("args");
    const words = list?.kind === "array" ? list.elements.map((t) => single(evaluator.force(t))) : [];
    return started(launchOf(single(command), words, known), single(command));
  }
  const key = addressKeys.find((k) => object.entries.has(k));
  const address = key === undefined ? null : take(key);
  return address ? atAddress(evaluator, address, isOurs) : null;
}

function single(value: Value): string | null {
  const [only, ...more] = literalsOf(value);
  return only !== undefined && more.length === 0 ? only : null;
}

type Server = Omit<Described, "describedAt">;

function started(launch: ServerLaunch | null, command: string | null): Server {
  if (launch) return { server: launch.package, origin: "third-party", launch };
  return { server: command, origin: command === null ? "unknown" : "own", launch: null };
}

function isAddress({ callee }: Extract<Value, { kind: "applied" }>): boolean {
  return callee.kind === "external" && callee.package === "" && callee.path.at(-1) === "URL";
}

function atAddress(evaluator: Evaluator, value: Value, isOurs: (host: string) => boolean): Server {
  const host = hostOf(evaluator, value)?.replace(/:\d+$/, "") ?? null;
  const origin = host === null ? "unknown" : isLocal.test(host) || isOurs(host) ? "own" : "third-party";
  return { server: host, origin, launch: null };
}

/** The host of a fixed address; one that a variable or another default may decide is not known. */
function hostOf(evaluator: Evaluator, value: Value): string | null {
  if (value.kind === "applied") {
    const [first, base] = value.args.map((t) => evaluator.force(t));
    return base ? hostOf(evaluator, base) : first ? hostOf(evaluator, first) : null;
  }
  if (value.kind === "literal" && value.sealed) return value.sealed.address?.host ?? null;
  const text = value.kind === "literal" || value.kind === "template" ? fixedText(evaluator, value) : "";
  return /^[a-z]+:\/\/([\w.-]+)(?::\d+)?(?:[/?#]|$)/i.exec(text)?.[1] ?? null;
}

const isLocal = /^(localhost|127\.[\d.]+|0\.0\.0\.0|host\.docker\.internal|[\w-]+)$|\.(local|internal|localhost)$/i;
