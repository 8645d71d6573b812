import { createHash } from "node:crypto";
import { auditTree, memoryTree } from "../../../src/audit.ts";
import type { BoundValue } from "../../../src/model/bound-value.ts";
import type { Stack } from "../../../src/model/stack.ts";
import type { Files } from "../../support/program.ts";

/** The stack of a repository given as text, with a package at its root unless it has one. */
export function stackOf(files: Files): Stack {
  return auditTree(memoryTree({ "package.json": '{ "name": "agent" }', "src/agent.ts": "export {};\n", ...files }), {
    key: createHash("sha256").update("test").digest(),
    rethrow: true,
  }).stack;
}

/** What the environments of a repository bind, a line each: `prod INDEX = "kb-prod" @ infra/prod.tfvars:1`. */
export function bound(files: Files, ...variables: readonly string[]): string[] {
  return stackOf(files)
    .bindings.filter(({ variable }) => variables.length === 0 || variables.includes(variable))
    .map(({ service, environment, variable, value, at }) => {
      const home = service === "agent" ? "" : `${service}/`;
      return `${home}${environment} ${variable} = ${shown(value)} @ ${at.path}:${at.span.startLine}`;
    });
}

export function shown(value: BoundValue): string {
  if (value.kind === "reference") return value.reference;
  if (value.kind === "unresolved") return `? ${value.reason}`;
  const { text, nature, shape, address } = value.sealed;
  const opens = address
    ? ` (${[address.provider, address.host, address.name].filter((part) => part !== null).join(" ")})`
    : "";
  return `${text === undefined ? `[${nature}: ${shape}]` : JSON.stringify(text)}${opens}`;
}
