import { isSampleName, readFileStem } from "../model/deployment-name.ts";
import { classOf } from "../model/environment.ts";

/** What a YAML or JSON file is, as far as its path tells. */
export interface ConfigName {
  readonly environment: string | null;
  readonly service: string | null;
  /**
   * `settings`: the whole file configures an environment, so that any key in it counts. `values`: values of a chart.
   * `other`: only blocks of variables count. `manifests`: names no environment, and only its Kubernetes objects may.
   */
  readonly kind: "settings" | "values" | "other" | "manifests";
  /** What all environments of a kustomization share. */
  readonly isBase: boolean;
}

/** Folders with one file or folder for each environment. */
const collections = /^(?:environments?|envs?|overlays|stages)$/i;
const settingsFolders = /^(?:configs?|conf|settings|configuration)$/i;
const manifestFolders = /^(?:k8s|kubernetes|kube|kustomize|manifests|overlays|base|deploy|deployments?|helm|charts?)$/i;

/** Folders whose files are about something else, whatever they are called: translations, schemas, pipelines, editors. */
const otherFolders =
  /^(?:\..*|locales?|i18n|l10n|lang|langs|languages?|translations?|messages|schemas?|openapi|swagger|migrations?|seeds?|data|datasets?|assets|public|static|stories|mocks?|__mocks__|snapshots?|testdata|test-data|prompts?|templates?|node_modules|vendor|dashboards?|workflows?|pipelines?|ci)$/i;

/** Files of tools: package managers, compilers, builders, other extractors, CI. */
const otherFiles =
  /^(?:package|package-lock|composer|deno|bun|tsconfig|jsconfig|turbo|nx|lerna|project\.json|workspace|angular|babel|jest|vitest|karma|cypress|playwright|nodemon|pnpm-.*|tauri|electron-builder|eas|app\.json|components\.json|biome|renovate|eslint.*|prettier.*|promptfoo.*|mcp.*|claude.*|opencode|openapi|swagger|.*schema|.*docker-compose.*|compose|docker|wrangler|vercel|railway|render|netlify|serverless|fly|firebase|amplify|langgraph|buildspec|cloudbuild|codemagic|bitbucket-pipelines|azure-pipelines|appveyor|jenkins.*|taskfile|skaffold|mkdocs|readme)(?:[._-]|$)/i;

/** Null for a file that configures no environment. */
export function readConfigName(path: string): ConfigName | null {
  const folders = path.split("/");
  const file = folders.pop() ?? "";
  const match = /^(.+?)\.(ya?ml|jsonc?)$/i.exec(file);
  if (!match || file.startsWith(".") || isSampleName(file) || otherFiles.test(file)) return null;
  const inTemplates =
    folders.at(-1)?.toLowerCase() === "templates" && folders.some((folder) => manifestFolders.test(folder));
  const own = inTemplates ? folders.slice(0, -1) : folders;
  if (own.some((folder) => otherFolders.test(folder))) return null;

  // What SOPS has encrypted keeps the name of what it holds.
  const stem = (match[1] ?? "").replace(/[._-](?:enc|encrypted|sops)$/i, "");
  const parent = folders.at(-1) ?? "";
  const isJson = (match[2] ?? "").toLowerCase().startsWith("json");
  const named = inTemplates ? { environment: null, service: null } : readFileStem(stem);
  if (named.environment !== null && !inTemplates) return byFile(stem, parent, named, isJson);
  if (stem === "default" && settingsFolders.test(parent)) {
    return { environment: null, service: null, kind: "settings", isBase: true };
  }
  const folder = folders.findLast((name, at) => isEnvironmentFolder(name, folders[at - 1]));
  const isManifest = !isJson && folders.some((name) => manifestFolders.test(name));
  if (folder !== undefined) return { environment: folder, service: named.service, kind: "other", isBase: false };
  if (!isManifest) return null;
  return { environment: null, service: null, kind: "manifests", isBase: parent.toLowerCase() === "base" };
}

type Named = ReturnType<typeof readFileStem>;

function byFile(stem: string, parent: string, named: Named, isJson: boolean): ConfigName | null {
  if (collections.test(parent)) return { environment: stem, service: null, kind: "settings", isBase: false };
  if (settingsFolders.test(parent) && named.environment === stem) {
    return { ...named, kind: "settings", isBase: false };
  }
  if (/^values[._-]|[._-]values$/i.test(stem)) return { ...named, kind: "values", isBase: false };
  const isSettings = /^(?:config|settings|appsettings|app|application|env)[._-]|[._-](?:config|settings|env)$/i.test(
    stem,
  );
  if (isSettings) return { ...named, kind: "settings", isBase: false };
  // `test.json` or `review-2.json` could be anything.
  return isJson ? null : { ...named, kind: "other", isBase: false };
}

/** Below a folder of environments any name with an environment in it counts; elsewhere it must be the name itself. */
function isEnvironmentFolder(name: string, parent: string | undefined): boolean {
  if (classOf(name) === "other") return false;
  if (parent !== undefined && collections.test(parent)) return true;
  return /^(?:prod|prd|production|staging|stage|stg|uat|preprod|pre-prod|qa|dev|development|preview|canary)$/i.test(
    name,
  );
}

/** The folder that names the environment of what lies in it; null if none does. */
export function environmentFolder(path: string): string | null {
  const folders = path.split("/").slice(0, -1);
  return folders.findLast((name, at) => isEnvironmentFolder(name, folders[at - 1])) ?? null;
}

/** Whether a file in a folder of tests configures an environment of that name all the same: `overlays/test/`. */
export function isInCollection(path: string): boolean {
  const folders = path.split("/").slice(0, -1);
  const tests = folders.flatMap((name, at) => (/test|e2e/i.test(name) ? [at] : []));
  return tests.length > 0 && tests.every((at) => collections.test(folders[at - 1] ?? ""));
}
