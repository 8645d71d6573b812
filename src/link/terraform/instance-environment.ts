import { classOf, isEnvironmentWord, splitWords } from "../../model/environment.ts";
import type { TerraformEvaluator } from "./evaluate.ts";
import type { PlacedBlock } from "./modules.ts";
import { settingOf } from "./modules.ts";
import { type Context, textOf } from "./value.ts";

/**
 * The environment of an instance in a state that holds several: the key it is made under, what a module is told, or the word
 * in its name (`module "staging"`, `aws_lambda_function.agent_prod`).
 */
export function environmentOfInstance(
  evaluator: TerraformEvaluator,
  placed: PlacedBlock,
  name: string,
  { key, context }: { readonly key: string | null; readonly context: Context },
): string | null {
  if (key !== null && classOf(key) !== "other") return key.toLowerCase();
  for (const setting of ["environment", "env", "stage", "environment_name", "env_name"]) {
    const written = placed.block.type === "module" ? settingOf(placed.block, setting) : undefined;
    const said = written && textOf(evaluator.evaluate(written.value, context));
    if (said && classOf(said) !== "other") return said.toLowerCase();
  }
  const word = splitWords(name).find(isEnvironmentWord);
  return word !== undefined && classOf(name) !== "other" ? word : null;
}
