import type { Fact, Located } from "../../model/facts.ts";
import type { Pipeline } from "../../model/pipeline.ts";
import type { SecretScope } from "../../model/secret-scope.ts";
import type { TreeFile } from "../../model/tree.ts";
import type { LinkContext } from "../context.ts";
import type { LinkedTool } from "../tools/tools.ts";
import { answersWithSecrets } from "./answers.ts";
import { wideGrants } from "./grants.ts";
import { handovers, printsInCode } from "./handed-over.ts";
import { imageCopies } from "./images.ts";
import { jobScopes, printsInJobs } from "./job-scopes.ts";
import { promptsOf } from "./prompts.ts";
import { writtenSecrets } from "./written.ts";

export interface ScopeInput {
  readonly facts: readonly Located<Fact>[];
  readonly files: readonly TreeFile[];
  readonly tools: readonly LinkedTool[];
  readonly pipelines: readonly Pipeline[];
}

/** Who can come to hold which secret, from all files. */
export function secretScopeOf(context: LinkContext, { facts, files, tools, pipelines }: ScopeInput): SecretScope {
  return {
    written: writtenSecrets(facts, files).filter(({ name }) => context.publicKey(name) === null),
    handovers: handovers(context, tools),
    prints: [...printsInCode(context), ...printsInJobs(facts)],
    jobs: jobScopes(facts, pipelines),
    grants: wideGrants(facts),
    images: imageCopies(facts),
    prompts: [...promptsOf(context), ...answersWithSecrets(context, tools)],
  };
}
