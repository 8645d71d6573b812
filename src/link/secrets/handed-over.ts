import { handoverEntries } from "../../catalog/handovers.ts";
import { matches } from "../../catalog/match.ts";
import type { Expression } from "../../model/ir.ts";
import { comparePlaces } from "../../model/location.ts";
import type { Handover, PrintedEnvironment } from "../../model/secret-scope.ts";
import type { LinkContext } from "../context.ts";
import { literalsOf } from "../program/evaluate.ts";
import { openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { place, type Thunk } from "../program/value.ts";
import { argumentAt } from "../stores/arguments.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { wholeEnvironment } from "./whole-environment.ts";

/** Where the whole environment of the process goes to another program: MCP servers, and what a tool starts. */
export function handovers(context: LinkContext, tools: readonly LinkedTool[]): readonly Handover[] {
  return [...toServers(context), ...toPrograms(tools)].sort((a, b) => comparePlaces(a.at, b.at));
}

function toServers(context: LinkContext): readonly Handover[] {
  return handoverEntries.flatMap((entry) =>
    entry.symbol.names.flatMap((name) =>
      context.program.sitesNamed(name).flatMap((site): readonly Handover[] => {
        const { module, owner, expression } = site;
        if (expression.kind === "tagged" || !context.isDeployed(module.path)) return [];
        const frame = owner ? openFrame(module, owner) : null;
        const callee = context.evaluator.evaluate(expression.callee, module, frame);
        if (callee.kind !== "external" || !matches(entry.symbol, callee)) return [];
        const at = place(module, expression.span);
        const given = environmentsGiven(context, site, entry);
        return given.flatMap(({ thunk, program }) => {
          const whole = wholeEnvironment(context.evaluator, thunk);
          if (whole === null) return [];
          return [
            {
              call: name,
              to: "mcp-server" as const,
              program,
              runsModelInput: false,
              at,
              environmentAt: whole,
              tools: [],
            },
          ];
        });
      }),
    ),
  );
}

interface Given {
  readonly thunk: Thunk;
  readonly program: string | null;
}

/** The `env` as it is written: what is spread into it shows in the expression, not in its value. */
function environmentsGiven(
  context: LinkContext,
  { module, owner, expression }: CallSite,
  { servers }: (typeof handoverEntries)[number],
): readonly Given[] {
  if (expression.kind === "tagged") return [];
  const { evaluator } = context;
  const frame = owner ? openFrame(module, owner) : null;
  const args = expression.args.map((arg): Thunk => ({ expression: arg, module, frame }));
  const first = args[0];
  if (!first) return [];
  const of = (server: Thunk): readonly Given[] => {
    const value = evaluator.force(server);
    const thunk = value.kind === "object" ? value.entries.get("env") : undefined;
    const command = value.kind === "object" ? value.entries.get("command") : undefined;
    const [program = null, ...more] = command ? literalsOf(evaluator.force(command)) : [];
    return thunk ? [{ thunk, program: more.length === 0 ? program : null }] : [];
  };
  if (!servers) return of(first);
  const named = argumentAt(evaluator, args, servers);
  return named?.kind === "object" ? [...named.entries.values()].flatMap(of) : [];
}

function toPrograms(tools: readonly LinkedTool[]): readonly Handover[] {
  const found = new Map<string, Handover>();
  for (const { tool, effects } of tools) {
    for (const { started, at } of effects) {
      if (!started?.environmentAt) continue;
      const key = `${at.path}:${at.span.startLine}:${at.span.startColumn}`;
      const before = found.get(key);
      found.set(key, {
        call: started.call,
        to: "program",
        program: started.program,
        runsModelInput: started.runsModelInput || (before?.runsModelInput ?? false),
        at,
        environmentAt: started.environmentAt,
        tools: [...new Set([...(before?.tools ?? []), tool.name])],
      });
    }
  }
  return [...found.values()];
}

const consoles = new Set(["log", "info", "debug", "error", "warn", "dir", "table", "trace"]);

/** Calls of the console or of a logger that are given the whole environment. */
export function printsInCode(context: LinkContext): readonly PrintedEnvironment[] {
  const found: PrintedEnvironment[] = [];
  for (const method of consoles) {
    for (const { module, expression } of context.program.sitesNamed(method)) {
      if (expression.kind !== "call" || expression.callee.kind !== "member" || !context.isDeployed(module.path))
        continue;
      const receiver = lastName(expression.callee.object);
      if (!/^(?:console|log|logger|winston|pino)$/i.test(receiver)) continue;
      if (expression.args.some(showsAll))
        found.push({ by: `${receiver}.${method}`, where: "code", job: null, at: place(module, expression.span) });
    }
  }
  return found.sort((a, b) => comparePlaces(a.at, b.at));
}

/** The object itself, in JSON, or spread into one that is shown. */
function showsAll(e: Expression): boolean {
  switch (e.kind) {
    case "environment":
      // What a bundler puts there is meant for a browser.
      return !e.source.startsWith("import.meta");
    case "call":
      return e.callee.kind === "member" && e.callee.property === "stringify" && e.args.slice(0, 1).some(showsAll);
    case "template":
      return false;
    case "object":
      return e.properties.some((p) => (p.kind === "spread" || p.kind === "value") && showsAll(p.value));
    default:
      return false;
  }
}

function lastName(e: Expression): string {
  if (e.kind === "member") return e.property;
  return e.kind === "name" || e.kind === "global" ? e.name : "";
}
