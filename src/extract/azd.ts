import type { Fact } from "../model/facts.ts";
import type { ScriptsFact } from "../model/package-facts.ts";
import { type ConfigNode, entriesOf, entrySpan, itemsOf, textOf, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { resolvePath } from "./paths.ts";
import { isDeployed } from "./platform-file.ts";
import { fileStart } from "./positions.ts";
import { readYaml } from "./read-yaml.ts";
import { redact } from "./redact.ts";

/** Reads `azure.yaml`, the project of the Azure Developer CLI: its module, its services, and the commands of its hooks. */
export const azdProject: Extractor = {
  id: "azd",
  version: 1,
  wants: (path, zone) => isDeployed(path, zone, /^azure\.ya?ml$/i),
  extract({ path, text }, { seal }) {
    const { root, gaps } = readYaml(text);
    if (root?.kind !== "map") return gaps;
    const folder = textOf(valueAt(root, "infra", "path")) ?? "infra";
    const module = resolvePath(path, `${folder}/${textOf(valueAt(root, "infra", "module")) ?? "main"}`);
    // Another provider's files say for themselves how often they are applied.
    const isBicep = (textOf(valueAt(root, "infra", "provider")) ?? "bicep") === "bicep";
    const services = entriesOf(valueAt(root, "services")).flatMap((entry) => {
      const project = textOf(valueAt(entry.value, "project"));
      const own = project === null ? null : resolvePath(path, project);
      return own === null ? [] : [{ name: entry.key, folder: own, span: entrySpan(entry) }];
    });
    const hooked = [root, ...entriesOf(valueAt(root, "services")).map(({ value }) => value)];
    const scripts = hooked.flatMap((node) => hooksOf(valueAt(node, "hooks"), seal));
    const facts: Fact[] = isBicep && module !== null ? [{ kind: "azd", module, services, span: fileStart }] : [];
    if (scripts.length > 0) facts.push({ kind: "scripts", scripts });
    return [...facts, ...gaps];
  },
};

/** A hook is one script, a list of them, or one for each kind of system, of which all do the same. */
function hooksOf(hooks: ConfigNode | undefined, seal: Seal): ScriptsFact["scripts"] {
  return entriesOf(hooks).flatMap((entry) => {
    const nodes = entry.value.kind === "list" ? itemsOf(entry.value) : [entry.value];
    return nodes.flatMap((node) => {
      const command = textOf(valueAt(node, "posix", "run")) ?? textOf(valueAt(node, "run"));
      return command === null ? [] : [{ name: entry.key, command: redact(command, seal), span: entrySpan(entry) }];
    });
  });
}
