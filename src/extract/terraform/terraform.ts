import type { Fact } from "../../model/facts.ts";
import type { Zone } from "../../model/tree.ts";
import type { Extractor } from "../extractor.ts";
import { fileName } from "../paths.ts";
import { createPositions, withoutMark } from "../positions.ts";
import { isInCollection } from "../yaml-config-name.ts";
import { readHcl } from "./read-hcl.ts";
import { readTemplateFile } from "./read-template-file.ts";
import { readTerraformJson } from "./read-tf-json.ts";

type Role = "module" | "values" | "backend" | "template" | "terragrunt";

/**
 * Reads Terraform and OpenTofu: modules (`.tf`, `.tf.json`), the values of their variables (`.tfvars`), the settings of their
 * state (`.tfbackend`, `backend.hcl`), Terragrunt's `terragrunt.hcl` with the files it includes, and the JSON templates that modules fill in.
 */
export const terraformFile: Extractor = {
  id: "terraform",
  version: 2,
  wants: (path, zone) => counts(path, zone) && roleOf(path) !== null,
  extract({ path, text: source }, { seal }) {
    const role = roleOf(path);
    if (role === null) return [];
    const text = withoutMark(source);
    const file = { text, positions: createPositions(text), seal };
    if (role === "template") return readTemplateFile(file);
    const { values, blocks, gaps } = path.endsWith(".json") ? readTerraformJson(text, seal) : readHcl(file);
    if (values.length + blocks.length === 0) return role === "terragrunt" ? [] : gaps;
    // Many tools have files of this ending.
    if (role === "terragrunt" && !blocks.every(({ type }) => partsOfTerragrunt.has(type))) return [];
    const fact: Fact = { kind: "infrastructure", language: "terraform", role, values, blocks };
    return [fact, ...gaps];
  },
};

const partsOfTerragrunt = new Set(
  "locals include dependency dependencies terraform remote_state generate inputs exclude errors feature".split(" "),
);

/** An example's module is nobody's; a folder of tests may be one of an environment called `test`. */
function counts(path: string, zone: Zone): boolean {
  return zone === "source" || (zone === "test" && isInCollection(path));
}

function roleOf(path: string): Role | null {
  const name = fileName(path).toLowerCase();
  if (/(?:^|[._-])backend(?:[._-].*)?\.(?:tfvars|hcl|conf)$|\.tfbackend$/.test(name)) return "backend";
  if (/\.tfvars(?:\.json)?$/.test(name)) return "values";
  if (/\.(?:tf|tofu)(?:\.json)?$/.test(name) || name === "terragrunt.hcl") return "module";
  if (
    /^[\w-][\w.-]*\.hcl$/.test(name) &&
    !/\.(?:pkr|pkrvars|nomad|lock|tflint|test|tftest|docker-bake)\.hcl$/.test(name)
  )
    return "terragrunt";
  return /\.tftpl$|\.json\.(?:tpl|tmpl)$/.test(name) ? "template" : null;
}
