import { hostTest } from "../../model/declared-hosts.ts";
import { declaredNames } from "../../model/declared-names.ts";
import { compareText, type Location } from "../../model/location.ts";
import type { Notice } from "../../model/notice.ts";
import { publicKeys } from "../../model/public-keys.ts";
import type { DeclaredFunction, DeclaredGlob, Settings } from "../../model/settings.ts";
import { hostOfLiteral } from "../code-environments.ts";
import type { LinkContext } from "../context.ts";
import type { Linked } from "../link.ts";
import { declaredCalls } from "../program/declared-calls.ts";
import { openFrame } from "../program/parameters.ts";
import { eachExpressionOf } from "../program/walk.ts";

/** Entries of the settings that had no effect: a mistyped one would otherwise be taken for one that holds. */
export function unusedSettings(
  settings: Settings,
  unusedGlobs: readonly DeclaredGlob[],
  { stack, context }: Linked,
): readonly Notice[] {
  const { environments, endpoints, functions } = settings;
  const names = [
    ...stack.environments.flatMap(({ name, alsoCalled = [] }) => [name, ...alsoCalled]),
    ...stack.pipelines.flatMap(({ environment, actsAs }) => [environment?.name ?? "", actsAs ?? ""]),
  ];
  const hosts = hostsIn(context);
  const variables = new Set([
    ...stack.bindings.map(({ variable }) => variable),
    ...stack.credentials.map(({ name }) => name),
    ...context.units.flatMap((u) =>
      [...u.environments.values()].flatMap((e) => e.blocks.flatMap((b) => [...b.values.keys()])),
    ),
  ]);
  const notices = [
    ...environments
      .filter((one) => !names.some((name) => declaredNames([one])(name) !== null))
      .map(({ name, at }) =>
        notice(`No environment of the repository is called ${name} or by one of its aliases.`, at),
      ),
    ...endpoints
      .filter(({ pattern }) => !hosts.some(hostTest(pattern)))
      .map(({ pattern, at }) => notice(`No host that the repository names fits ${pattern}.`, at)),
    ...unseen(context, functions.gates, "gate").map(({ name, at }) =>
      notice(`No call of the gate ${name} was found.`, at),
    ),
    ...unseen(context, functions.audit, "audit").map(({ name, at }) =>
      notice(`No call of the audit function ${name} was found.`, at),
    ),
    ...unseen(context, functions.tools, "tool").map(({ name, at }) =>
      notice(`No call of ${name}, which registers tools, was found.`, at),
    ),
    ...settings.publicKeys
      .filter((one) => ![...variables].some((name) => publicKeys([one])(name) !== null))
      .map(({ pattern, at }) => notice(`No variable fits the public key ${pattern}.`, at)),
    ...unusedGlobs.map(({ pattern, at }) => notice(`No file fits ${pattern}, so nothing is left out by it.`, at)),
  ];
  return notices.sort((a, b) => placeOf(a) - placeOf(b) || compareText(a.message, b.message));
}

function notice(message: string, at: Location): Notice {
  return { kind: "unused-setting", message, at };
}

function placeOf({ at }: Notice): number {
  return at?.startLine ?? 0;
}

/** Every host that configuration or deployed code names. */
function hostsIn(context: LinkContext): readonly string[] {
  const found = new Set<string>();
  for (const unit of context.units) {
    for (const environment of unit.environments.values()) {
      for (const { values } of environment.blocks) {
        for (const { value } of values.values()) {
          const sealed = value.kind === "bound" ? (value.bound.kind === "literal" ? value.bound.sealed : null) : null;
          const own = value.kind === "literal" ? value.sealed : value.kind === "template" ? value : sealed;
          if (own?.address?.host) found.add(own.address.host.toLowerCase());
        }
      }
    }
  }
  for (const module of context.program.modules.values()) {
    if (!context.isDeployed(module.path)) continue;
    eachExpressionOf(module, (e) => {
      const host = e.kind === "literal" ? hostOfLiteral(e) : null;
      if (host !== null) found.add(host.toLowerCase());
    });
  }
  return [...found];
}

/** The functions that no call is seen of. */
function unseen(
  context: LinkContext,
  list: readonly DeclaredFunction[],
  kind: "gate" | "audit" | "tool",
): readonly DeclaredFunction[] {
  return list.filter((declared) => {
    const one = { ...declared, async: null, refuses: null };
    const calls = declaredCalls({ gates: [one], audit: [one], tools: [one] }, (path) => context.packageName(path));
    const last = declared.name.slice(declared.name.lastIndexOf(".") + 1);
    return !context.program.sitesNamed(last).some(({ module, owner, expression }) => {
      if (!context.isDeployed(module.path)) return false;
      const frame = owner ? openFrame(module, owner) : null;
      const target = expression.kind === "tagged" ? expression.tag : expression.callee;
      const callee = context.evaluator.evaluate(target, module, frame);
      return calls[kind]({ callee, site: expression, module }) !== null;
    });
  });
}
