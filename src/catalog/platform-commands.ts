/** A command line that sets variables in an environment of a platform. */
export interface PlatformCommand {
  readonly tools: readonly string[];
  readonly verbs: readonly string[];
  /** Options that take a value, beside those named below. */
  readonly valued?: readonly string[];
  /**
   * `piped`: a name among the words, and the value on standard input. `pairs`: words `NAME=value`. `pair-options`: options
   * of that form. `option`: a name among the words, the value in an option, else on standard input. `word`: the value
   * follows the name. `lines`: standard input has lines `NAME=value`. `lists`: options of many pairs, a comma between them.
   * `spread`: words `NAME=value` behind an option, as many as there are.
   */
  readonly values: "piped" | "pairs" | "pair-options" | "option" | "word" | "lines" | "lists" | "spread";
  /** Options that hold the value, or the pairs. */
  readonly valueOptions?: readonly string[];
  /** Options of pairs `NAME=secret:version`, whose values are names in the secret store of Google. */
  readonly secretOptions?: readonly string[];
  /** Whether it puts aside what variables of the application refer to by name. */
  readonly keeps?: true;
  /** Options that name the environment. */
  readonly environment?: readonly string[];
  /** Whether the word behind the name, or behind its value, names environments. */
  readonly environmentIsWord?: true;
  /** Options that name an application, which is called like its environment if anything is. */
  readonly application?: readonly string[];
  /** Whether the word behind the verb is the application. */
  readonly applicationIsWord?: true;
}

/** As their documentation has it; not looked up in the programs themselves, most of which are no packages. */
export const platformCommands: readonly PlatformCommand[] = [
  {
    ...{ tools: ["vercel", "vc"], verbs: ["env add", "env update"], values: "piped", environmentIsWord: true },
    valued: ["token", "t", "scope", "S", "cwd"],
  },
  {
    ...{ tools: ["wrangler"], verbs: ["secret put", "versions secret put", "pages secret put"], values: "piped" },
    ...{ environment: ["env", "e"], valued: ["config", "c", "name", "message", "tag", "project-name"] },
  },
  {
    ...{ tools: ["fly", "flyctl"], verbs: ["secrets set"], values: "pairs" },
    ...{ application: ["app", "a", "config", "c"], valued: ["access-token", "t"] },
  },
  {
    ...{ tools: ["fly", "flyctl"], verbs: ["secrets import"], values: "lines" },
    ...{ application: ["app", "a", "config", "c"], valued: ["access-token", "t"] },
  },
  {
    ...{ tools: ["railway"], verbs: ["variables", "variable"], values: "pair-options", valueOptions: ["set"] },
    ...{ environment: ["environment", "e"], valued: ["service", "s"] },
  },
  {
    ...{ tools: ["railway"], verbs: ["variable set", "variables set"], values: "pairs" },
    ...{ environment: ["environment", "e"], valued: ["service", "s"] },
  },
  {
    ...{ tools: ["gh"], verbs: ["secret set", "variable set"], values: "option", valueOptions: ["body", "b"] },
    ...{ environment: ["env", "e"], valued: ["repo", "R", "org", "o", "app", "a", "visibility", "v"] },
  },
  { tools: ["heroku"], verbs: ["config:set"], values: "pairs", application: ["app", "a", "remote", "r"] },
  {
    ...{ tools: ["netlify", "ntl"], verbs: ["env:set"], values: "word", environment: ["context"] },
    valued: ["scope", "s", "site"],
  },
  {
    ...{
      tools: ["az"],
      verbs: ["containerapp secret set", "containerapp job secret set"],
      values: "spread",
      keeps: true,
    },
    ...{ valueOptions: ["secrets", "s"], application: ["name", "n"], valued: ["resource-group", "g", "subscription"] },
  },
  {
    tools: ["az"],
    verbs: ["containerapp update", "containerapp create", "containerapp up", "containerapp job update"],
    ...{ values: "spread", valueOptions: ["set-env-vars", "env-vars", "replace-env-vars"], application: ["name", "n"] },
    valued: ["resource-group", "g", "subscription", "image", "i", "environment", "secrets", "container-name", "cpu"],
  },
  {
    tools: ["az"],
    verbs: ["webapp config appsettings set", "functionapp config appsettings set"],
    ...{ values: "spread", valueOptions: ["settings", "slot-settings"], application: ["name", "n"] },
    valued: ["resource-group", "g", "subscription", "slot", "s"],
  },
  {
    tools: ["gcloud"],
    verbs: ["run deploy", "run services update", "run jobs deploy", "run jobs update", "functions deploy"],
    ...{ values: "lists", valueOptions: ["set-env-vars", "update-env-vars"], applicationIsWord: true },
    secretOptions: ["set-secrets", "update-secrets"],
    valued: [
      ...["image", "region", "project", "platform", "service-account", "source", "port", "memory", "cpu", "tag"],
      ...[
        "concurrency",
        "min-instances",
        "max-instances",
        "timeout",
        "vpc-connector",
        "runtime",
        "entry-point",
        "account",
      ],
    ],
  },
];
