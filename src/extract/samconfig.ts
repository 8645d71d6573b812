import type { BindingEntry } from "../model/binding-facts.ts";
import type { Fact } from "../model/facts.ts";
import { type ConfigNode, entriesOf, isName, itemsOf, textOf, valueAt } from "./config-node.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { platformFact } from "./platform-block.ts";
import { isDeployed } from "./platform-file.ts";
import { readToml } from "./read-toml.ts";
import { readYaml } from "./read-yaml.ts";
import { bindingValue, literalSyntax } from "./references.ts";

/** Reads `samconfig.toml`: the parameters that each environment of SAM gives the template, which asks for them by name. */
export const samConfig: Extractor = {
  id: "samconfig",
  version: 1,
  wants: (path, zone) => isDeployed(path, zone, /^samconfig\.(?:toml|ya?ml)$/i),
  extract({ path, text }, { seal }) {
    const { root, gaps } = /\.toml$/i.test(path) ? readToml(text) : readYaml(text);
    const facts = entriesOf(root).flatMap(({ key, value, keySpan }): readonly Fact[] => {
      // What a plain `sam deploy` takes is production's only where nothing else is.
      const environment = key === "default" ? null : key;
      const given = ["global", "deploy"].flatMap((command) => {
        const node = valueAt(value, command, "parameters", "parameter_overrides");
        return node ? overrides(node, seal) : [];
      });
      const entries = [...new Map(given.map((entry) => [entry.name, entry])).values()];
      return platformFact({ environment, service: null, entries, span: keySpan });
    });
    return [...facts, ...gaps];
  },
};

/** `"Stage=staging IndexName=\"kb staging\""`, or a list of such pairs. */
function overrides(node: ConfigNode, seal: Seal): readonly BindingEntry[] {
  const texts = node.kind === "list" ? itemsOf(node) : [node];
  return texts.flatMap((one) => {
    const text = textOf(one) ?? "";
    return [...text.matchAll(/([A-Za-z]\w{0,100})=(?:"([^"]*)"|(\S*))/g)].flatMap(
      ([, name = "", quoted, bare = ""]): readonly BindingEntry[] =>
        isName(name) ? [{ name, value: bindingValue(quoted ?? bare, name, literalSyntax, seal), span: one.span }] : [],
    );
  });
}
