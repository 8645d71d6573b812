import type { StepFact } from "../model/workflow-facts.ts";
import { flatItems, inExpressions } from "./azure-syntax.ts";
import { readAzureMap } from "./azure-variables.ts";
import { type ConfigNode, entryOf, entrySpan, textOf, valueAt } from "./config-node.ts";
import type { Seal } from "./extractor.ts";
import { resolvePath } from "./paths.ts";
import { redact } from "./redact.ts";

/** The steps of a job: scripts, tasks, and templates of steps, which are used as actions are. */
export function readAzureSteps(node: ConfigNode | undefined, path: string, seal: Seal): readonly StepFact[] {
  return flatItems(node).flatMap((item): readonly StepFact[] => {
    const entry = ["script", "bash", "pwsh", "powershell", "task", "template"].flatMap(
      (key) => entryOf(item, key) ?? [],
    )[0];
    const written = textOf(entry?.value);
    if (!entry || written === null) return [];
    const name = textOf(valueAt(item, "displayName"));
    const folder = textOf(valueAt(item, "workingDirectory"));
    const base = {
      name: name === null ? null : redact(inExpressions(name), seal),
      if: null,
      run: null,
      uses: null,
      with: [],
      env: readAzureMap(valueAt(item, "env"), seal),
      workingDirectory: folder === null ? null : folderIn(folder),
      span: entrySpan(entry),
    };
    if (entry.key === "template") {
      return [{ ...base, uses: templatePath(written, path), with: readAzureMap(valueAt(item, "parameters"), seal) }];
    }
    if (entry.key !== "task") return [{ ...base, run: redact(inExpressions(written), seal) }];
    const inputs = valueAt(item, "inputs");
    const script = scriptOf(written.replace(/@.*$/, "").toLowerCase(), inputs);
    if (script !== null) {
      const own = textOf(valueAt(inputs, "workingDirectory")) ?? textOf(valueAt(inputs, "workingDir"));
      const workingDirectory = own === null ? base.workingDirectory : folderIn(own);
      return [{ ...base, run: redact(inExpressions(script), seal), workingDirectory }];
    }
    return [{ ...base, uses: written, with: readAzureMap(inputs, seal) }];
  });
}

/** What a task runs, of those that run a script. */
function scriptOf(task: string, inputs: ConfigNode | undefined): string | null {
  const input = (key: string) => textOf(valueAt(inputs, key));
  if (task === "npm")
    return input("command") === "custom"
      ? `npm ${input("customCommand") ?? ""}`
      : `npm ${input("command") ?? "install"}`;
  if (!/^(bash|cmdline|shellscript|powershell|azurecli|azurepowershell)$/.test(task)) return null;
  return input("script") ?? input("inlineScript") ?? input("filePath") ?? input("scriptPath");
}

/** A template beside the file, or from the root; `name@repository` is somewhere else. */
export function templatePath(written: string, path: string): string {
  if (written.includes("@") && !written.endsWith("@self")) return written;
  const own = written.replace(/@self$/, "");
  return `./${own.startsWith("/") ? own.replace(/^\/+/, "") : (resolvePath(path, own) ?? own)}`;
}

/** Where the repository is checked out is the root. */
function folderIn(written: string): string {
  const text = written.replace(/^\$\((?:System\.DefaultWorkingDirectory|Build\.SourcesDirectory)\)\/?/i, "");
  return inExpressions(text);
}
