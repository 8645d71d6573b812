import type { ConstructEntry } from "../../catalog/infrastructure/construct-entry.ts";
import { constructWords, isInfrastructurePackage } from "../../catalog/infrastructure/constructs.ts";
import { classOf } from "../../model/environment.ts";
import type { Binding, ModuleIR } from "../../model/ir.ts";
import type { LinkContext } from "../context.ts";
import { literalsOf } from "../program/evaluate.ts";
import { callersOf, openFrame } from "../program/parameters.ts";
import type { CallSite } from "../program/program.ts";
import { testsBefore } from "../program/returns.ts";
import type { AppliedValue, Frame, Test } from "../program/value.ts";
import { type Account, accountIn } from "../terraform/accounts.ts";
import { constructOf } from "./made.ts";

/** A construct as it is declared once. */
export interface ConstructSite {
  readonly entry: ConstructEntry;
  readonly value: AppliedValue;
  readonly path: string;
  /** The environment of the stack that it stands in, where the stack is made for one. */
  readonly environment: string | null;
  /** The account that the stack is made for: `env: { account }` of CDK. */
  readonly account: Account | null;
  /** The tests that lead to a call of its own statement: `if (stage === "prod") fn.addEnvironment(…)`. */
  readonly when: readonly Test[];
}

/** Everything that programs of the repository declare as infrastructure. */
export function constructSites(context: LinkContext): readonly ConstructSite[] {
  const found: ConstructSite[] = [];
  const modules = new Set<ModuleIR>();
  for (const module of context.program.modules.values())
    if (context.isDeployed(module.path) && module.bindings.some(importsInfrastructure)) modules.add(module);
  for (const word of constructWords) {
    for (const site of context.program.sitesNamed(word)) {
      if (!modules.has(site.module) && !isGlobalOfTool(site, context)) continue;
      for (const { frame, environment, account } of framesOf(context, site)) {
        const value = context.evaluator.evaluate(site.expression, site.module, frame);
        if (value.kind !== "applied") continue;
        const entry = constructOf(value);
        if (!entry) continue;
        const body = site.owner?.body ?? site.module.body;
        const when = testsBefore(site.expression, body, site.module, frame) ?? [];
        found.push({ entry, value, path: site.module.path, environment, account, when });
      }
    }
  }
  return found;
}

function importsInfrastructure({ value }: Binding): boolean {
  const imported = value?.kind === "member" ? value.object : value;
  return imported?.kind === "import" && isInfrastructurePackage(imported.specifier);
}

/** `sst.aws.Bucket`: the tool is there without an import. */
function isGlobalOfTool({ module, expression }: CallSite, context: LinkContext): boolean {
  let callee = expression.kind === "tagged" ? expression.tag : expression.callee;
  while (callee.kind === "member") callee = callee.object;
  return callee.kind === "global" && callee.name === "sst" && context.isDeployed(module.path);
}

interface Opened {
  readonly frame: Frame | null;
  readonly environment: string | null;
  readonly account: Account | null;
}

/** A stack is followed once for each place that makes it, if those places make it for environments of their own. */
function framesOf(context: LinkContext, { module, owner }: CallSite): readonly Opened[] {
  const nowhere = { environment: null, account: null };
  if (!owner) return [{ frame: null, ...nowhere }];
  const open = openFrame(module, owner);
  if (owner.form !== "constructor") return [{ frame: open, ...nowhere }];
  const made = callersOf(context.evaluator, module, owner).map(({ args }): Opened => {
    const frame: Frame = { module, fn: owner, args, self: open.self, parent: open.parent, depth: 0 };
    return { frame, environment: environmentOf(context, args), account: accountOf(context, args) };
  });
  return made.length > 0 && made.every(({ environment }) => environment !== null)
    ? made
    : [{ frame: open, ...nowhere }];
}

/** What a stack is told, `{ stage: "prod" }`, or the word in its name, `agent-prod`. */
function environmentOf(context: LinkContext, args: Frame["args"]): string | null {
  const { evaluator } = context;
  for (const thunk of args ?? []) {
    const value = evaluator.force(thunk);
    if (value.kind !== "object") continue;
    for (const key of ["stage", "environment", "envName", "stageName", "environmentName", "env"]) {
      const entry = value.entries.get(key);
      const [said, ...more] = entry ? literalsOf(evaluator.force(entry)) : [];
      if (said !== undefined && more.length === 0 && classOf(said) !== "other") return said.toLowerCase();
    }
  }
  for (const thunk of args ?? []) {
    const [name, ...more] = literalsOf(evaluator.force(thunk));
    if (name === undefined || more.length > 0 || classOf(name) === "other") continue;
    const word = name.split(/[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])/).find((part) => classOf(part) !== "other");
    if (word) return word.toLowerCase();
  }
  return null;
}

function accountOf({ evaluator }: LinkContext, args: Frame["args"]): Account | null {
  for (const thunk of args ?? []) {
    const value = evaluator.force(thunk);
    const entry = value.kind === "object" ? value.entries.get("env") : undefined;
    const account = entry ? evaluator.member(evaluator.force(entry), "account", value.at) : null;
    const [number, ...more] = account ? literalsOf(account) : [];
    if (account && number !== undefined && more.length === 0) return { label: accountIn(number), at: account.at };
  }
  return null;
}
