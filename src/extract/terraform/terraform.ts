import type { Fact } from "../../model/facts.ts";
import type { Zone } from "../../model/tree.ts";
import type { Extractor } from "../extractor.ts";
import { fileName } from "../paths.ts";
import { createPositions, withoutMark } from "../positions.ts";
import { isInCollection } from "../yaml-config-name.ts";
import { readHcl } from "./read-hcl.ts";
import { readTemplateFile } from "./read-template-file.ts";
import { readTerraformJson } from "./read-tf-json.ts";

type Role = "module" | "values" | "backend" | "template";

/**
 * Reads Terraform and OpenTofu: modules (`.tf`, `.tf.json`), the values of their variables (`.tfvars`), the settings of their
 * state (`.tfbackend`, `backend.hcl`), Terragrunt's `terragrunt.hcl`, and the JSON templates that modules fill in.
 */
export const terraformFile: Extractor = {
  id: "terraform",
  version: 1,
  wants: (path, zone) => counts(path, zone) && roleOf(path) !== null,
  extract({ path, text: source }, { seal }) {
    const role = roleOf(path);
    if (role === null) return [];
    const text = withoutMark(source);
    const file = { text, positions: createPositions(text), seal };
    if (role === "template") return readTemplateFile(file);
    const { values, blocks, gaps } = path.endsWith(".json") ? readTerraformJson(text, seal) : readHcl(file);
    if (values.length + blocks.length === 0) return gaps;
    const fact: Fact = { kind: "infrastructure", language: "terraform", role, values, blocks };
    return [fact, ...gaps];
  },
};

/** An example's module is nobody's; a folder of tests may be one of an environment called `test`. */
function counts(path: string, zone: Zone): boolean {
  return zone === "source" || (zone === "test" && isInCollection(path));
}

function roleOf(path: string): Role | null {
  const name = fileName(path).toLowerCase();
  if (/(?:^|[._-])backend(?:[._-].*)?\.(?:tfvars|hcl|conf)$|\.tfbackend$/.test(name)) return "backend";
  if (/\.tfvars(?:\.json)?$/.test(name)) return "values";
  if (/\.(?:tf|tofu)(?:\.json)?$/.test(name) || name === "terragrunt.hcl") return "module";
  return /\.tftpl$|\.json\.(?:tpl|tmpl)$/.test(name) ? "template" : null;
}
