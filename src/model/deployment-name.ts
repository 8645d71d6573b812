import { classOf, isEnvironmentWord } from "./environment.ts";

/** What a name says: the environment in it, as written, and the rest, which names the unit. */
export interface DeploymentName {
  readonly environment: string | null;
  readonly service: string | null;
}

/** Words around an environment that name no unit: `values-prod`, `staging.config`. */
const generic = new Set([
  ...["values", "config", "configs", "configuration", "conf", "settings", "env", "envs", "environment", "environments"],
  ...["app", "application", "appsettings", "secrets", "secret", "configmap", "cm", "vars", "variables", "params"],
  ...["parameters", "default", "defaults", "service", "deploy", "deployment", "deployments", "kustomization", "patch"],
  ...["index", "main", "manifest", "manifests", "ingress", "cronjob", "statefulset", "helm", "chart", "k8s"],
]);

const region =
  /^(?:eu|us|uk|ap|sa|ca|au|de|fr|it|jp|in|apac|emea|amer|latam|global|(?:north|south|east|west|central)+\d*|\d+)$/i;

/** In the name of an application other words mean what it does: `live-chat`, `ci-bot`, `eval-runner`. */
const applicationWord =
  /^(?:prod|prd|production|staging|stage|stg|uat|preprod|preproduction|qa|dev|develop|development|test|preview|canary)$/;

/**
 * The environment in the name of a file or folder: `values-prod-eu` is `prod-eu` of no particular unit, `api.staging`
 * is `staging` of `api`. Two environments in one name contradict each other, and none is taken.
 */
export function readFileStem(stem: string): DeploymentName {
  const words = wordsOf(stem);
  const first = words.findIndex(({ text }) => isEnvironmentWord(text));
  if (first < 0 || classOf(stem) === "other") return { environment: null, service: unitIn(stem, words) };
  const from = isNegation(words[first - 1]?.text) ? first - 1 : first;
  // A region is a part of the environment; any other word names what runs there.
  const stop = words.findIndex(({ text }, at) => at > first && !region.test(text));
  const to = stop < 0 ? words.length : stop;
  const environment = join(words.slice(from, to));
  const rest = [...words.slice(0, from), ...words.slice(to)];
  return { environment, service: unitIn(join(rest), rest) };
}

/** The environment at the end, or the beginning, of an application's name: `shop-staging`, `prod-shop`. */
export function readApplicationName(name: string): DeploymentName {
  const words = wordsOf(name);
  const last = words.length - 1;
  const isAt = (at: number): boolean => applicationWord.test(words[at]?.text.toLowerCase() ?? "");
  const at = isAt(last) ? last : isAt(0) ? 0 : -1;
  if (at < 0 || classOf(name) === "other") return { environment: null, service: name };
  const from = isNegation(words[at - 1]?.text) ? at - 1 : at;
  const rest = words.filter((_, index) => index < from || index > at);
  return { environment: join(words.slice(from, at + 1)), service: rest.length === 0 ? name : join(rest) };
}

interface Word {
  readonly text: string;
  /** The separator in front of it. */
  readonly before: string;
}

function wordsOf(name: string): readonly Word[] {
  return [...name.matchAll(/([._-]*)([^._-]+)/g)].map((match) => ({ before: match[1] ?? "", text: match[2] ?? "" }));
}

function isNegation(word: string | undefined): boolean {
  return word !== undefined && /^(?:pre|non|not)$/i.test(word);
}

function join(words: readonly Word[]): string {
  return words.map(({ text, before }, at) => (at === 0 ? text : before + text)).join("");
}

function unitIn(name: string, words: readonly Word[]): string | null {
  return words.every(({ text }) => generic.has(text.toLowerCase())) ? null : name;
}

const samples =
  /(?:^|[._-])(?:examples?|samples?|template|tmpl|tpl|dist|schema|jinja2?|j2|bak|backup|orig|old|disabled)(?:[._-]|$)/i;

/** Whether the file is only there to be copied, or a copy of one that counts. */
export function isSampleName(fileName: string): boolean {
  return samples.test(fileName);
}
