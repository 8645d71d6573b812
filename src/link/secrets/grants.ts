import type { Fact, Located } from "../../model/facts.ts";
import type { InfraBlock, InfraExpression, InfrastructureFact } from "../../model/infrastructure.ts";
import { comparePlaces, type Place } from "../../model/location.ts";
import type { WideGrant } from "../../model/secret-scope.ts";
import { directoryOf } from "../program/resolve.ts";

interface Declared {
  readonly block: InfraBlock;
  readonly path: string;
}

/** Policies of AWS in Terraform that allow every action on every resource, and who takes on the role that has them. */
export function wideGrants(facts: readonly Located<Fact>[]): readonly WideGrant[] {
  const modules = new Map<string, Declared[]>();
  for (const fact of facts) {
    if (fact.kind !== "infrastructure" || fact.language !== "terraform" || fact.role !== "module") continue;
    const folder = directoryOf(fact.path);
    const list = modules.get(folder) ?? [];
    list.push(...declaredIn(fact));
    modules.set(folder, list);
  }
  return [...modules.values()].flatMap(grantsIn).sort((a, b) => comparePlaces(a.at, b.at));
}

function declaredIn(fact: Located<InfrastructureFact>): readonly Declared[] {
  return fact.blocks.map((block) => ({ block, path: fact.path }));
}

function grantsIn(module: readonly Declared[]): readonly WideGrant[] {
  return module.flatMap(({ block, path }): readonly WideGrant[] => {
    const [type = "", name = ""] = block.labels;
    if (block.type !== "resource") return [];
    const roleName = roleOf(block, module);
    const attached = settingOf(block, "policy_arn");
    const isAdmin = attached !== null && textIn(attached).some((t) => t.endsWith(":policy/AdministratorAccess"));
    if (type === "aws_iam_role_policy_attachment" && isAdmin)
      return [{ name, at: { path, span: block.span }, takenOnBy: takerOf(roleName, module) }];
    if (type !== "aws_iam_role_policy" && type !== "aws_iam_policy") return [];
    const policy = settingOf(block, "policy");
    const at = policy ? allowsAll(policy, path, module) : null;
    return at ? [{ name, at, takenOnBy: takerOf(roleName, module) }] : [];
  });
}

/** The statement that allows all, in JSON written in place or in a policy document of the module. */
function allowsAll(policy: InfraExpression, path: string, module: readonly Declared[]): Place | null {
  if (policy.kind === "call" && policy.name === "jsonencode") {
    const [document] = policy.args;
    const statements = entryOf(document, "Statement");
    const list = statements?.kind === "list" ? statements.items : statements ? [statements] : [];
    const wide = list.find(
      (s) =>
        textIn(entryOf(s, "Effect")).includes("Allow") &&
        textIn(entryOf(s, "Action")).includes("*") &&
        textIn(entryOf(s, "Resource")).includes("*") &&
        entryOf(s, "Condition") === null,
    );
    return wide ? { path, span: wide.span } : null;
  }
  const document = documentOf(policy, module);
  const wide = document?.block.blocks.find(
    (s) =>
      s.type === "statement" &&
      !textIn(settingOf(s, "effect")).includes("Deny") &&
      textIn(settingOf(s, "actions")).includes("*") &&
      textIn(settingOf(s, "resources")).includes("*") &&
      !s.blocks.some(({ type }) => type === "condition"),
  );
  return wide && document ? { path: document.path, span: wide.span } : null;
}

/** `data.aws_iam_policy_document.x.json`. */
function documentOf(e: InfraExpression, module: readonly Declared[]): Declared | null {
  const path = pathOf(e);
  if (path[0] !== "data" || path[1] !== "aws_iam_policy_document") return null;
  return (
    module.find(({ block }) => block.type === "data" && block.labels[0] === path[1] && block.labels[1] === path[2]) ??
    null
  );
}

/** The role that the policy is a part of, or that it is attached to. */
function roleOf(block: InfraBlock, module: readonly Declared[]): string | null {
  const own = settingOf(block, "role");
  if (own) return roleNamed(own);
  const name = block.labels[1];
  const attachment = module.find(({ block: other }) => {
    const arn = settingOf(other, "policy_arn");
    return other.labels[0] === "aws_iam_role_policy_attachment" && arn !== null && pathOf(arn)[1] === name;
  });
  const role = attachment ? settingOf(attachment.block, "role") : null;
  return role ? roleNamed(role) : null;
}

function roleNamed(e: InfraExpression): string | null {
  const [type, name] = pathOf(e);
  return type === "aws_iam_role" ? (name ?? null) : null;
}

/** Services that run programs: who takes on the role there is what the repository deploys. */
const computing =
  /^(lambda|ecs-tasks|ec2|tasks\.apprunner|bedrock-agentcore|eks|pods\.eks|batch|states)\.amazonaws\.com$/;

function takerOf(role: string | null, module: readonly Declared[]): WideGrant["takenOnBy"] {
  const declared = module.find(({ block }) => block.labels[0] === "aws_iam_role" && block.labels[1] === role);
  const trust = declared ? settingOf(declared.block, "assume_role_policy") : null;
  if (!declared || !trust) return null;
  const document = documentOf(trust, module);
  const texts = document ? document.block.blocks.flatMap(textsBelow) : textIn(trust);
  const service = texts.map((t) => computing.exec(t)?.[1]).find((t) => t !== undefined);
  return service ? { service, at: { path: declared.path, span: declared.block.span } } : null;
}

function textsBelow(block: InfraBlock): readonly string[] {
  return [...block.values.flatMap(({ value }) => textIn(value)), ...block.blocks.flatMap(textsBelow)];
}

function settingOf(block: InfraBlock, name: string): InfraExpression | null {
  return block.values.find((value) => value.name === name)?.value ?? null;
}

function entryOf(e: InfraExpression | null | undefined, key: string): InfraExpression | null {
  return e?.kind === "object" ? (e.entries.find((entry) => entry.key === key)?.value ?? null) : null;
}

/** Every fixed text in an expression. */
function textIn(e: InfraExpression | null): readonly string[] {
  switch (e?.kind) {
    case "text":
      return [e.text];
    case "list":
      return e.items.flatMap(textIn);
    case "object":
      return e.entries.flatMap(({ value }) => textIn(value));
    case "call":
      return e.args.flatMap(textIn);
    default:
      return [];
  }
}

function pathOf(e: InfraExpression): readonly string[] {
  if (e.kind === "name") return [e.name];
  if (e.kind === "member") return [...pathOf(e.object), e.property];
  return e.kind === "index" ? pathOf(e.object) : [];
}
