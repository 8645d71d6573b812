/** How firmly a name of a model says which model runs. */
export interface PinRule {
  readonly pattern: RegExp;
  readonly pin: Exclude<Pin["kind"], "outside">;
  /** What the vendor makes of such a name. */
  readonly because: string;
}

export type Pin =
  /** One model, which stays what it is until it is withdrawn. */
  | { readonly kind: "pinned"; readonly because: string }
  /** A name that the vendor points at one of several dated models, and may point at another. */
  | { readonly kind: "alias"; readonly because: string }
  /** A name that means whatever is newest, or whatever a router picks. */
  | { readonly kind: "floating"; readonly because: string }
  /** The table does not tell. */
  | { readonly kind: "outside"; readonly because: string };

/** The models of OpenAI that have a date, as the unions of `openai` 6.49.0 list them, without the date. */
const openaiDated: readonly string[] = [
  "gpt-5.4-mini",
  "gpt-5.4-nano",
  "gpt-5.2",
  "gpt-5.2-pro",
  "gpt-5.1",
  "gpt-5",
  "gpt-5-mini",
  "gpt-5-nano",
  "gpt-5-pro",
  "gpt-4.1",
  "gpt-4.1-mini",
  "gpt-4.1-nano",
  "o4-mini",
  "o4-mini-deep-research",
  "o3",
  "o3-pro",
  "o3-mini",
  "o3-deep-research",
  "o1",
  "o1-pro",
  "o1-preview",
  "o1-mini",
  "gpt-4o",
  "gpt-4o-mini",
  "gpt-4o-audio-preview",
  "gpt-4o-mini-audio-preview",
  "gpt-4o-search-preview",
  "gpt-4o-mini-search-preview",
  "gpt-4-turbo",
  "gpt-4",
  "gpt-4-32k",
  "gpt-3.5-turbo",
  "gpt-3.5-turbo-16k",
  "computer-use-preview",
];

const oneOf = (names: readonly string[]): RegExp =>
  new RegExp(`^(?:${names.map((name) => name.replace(/[.]/g, "\\.")).join("|")})$`);

const newest: PinRule = {
  pattern: /(?:^|[-:])latest$/,
  pin: "floating",
  because: "it means whatever is newest on the day of the call",
};

const openai: readonly PinRule[] = [
  newest,
  { pattern: /^ft:(?:gpt|o\d|babbage|davinci)/, pin: "pinned", because: "a fine-tuned model" },
  { pattern: /^(?:gpt|o\d|chatgpt|codex|computer-use)[\w.-]*-\d{4}-\d{2}-\d{2}$/, pin: "pinned", because: "dated" },
  { pattern: /^gpt-(?:4|3\.5)(?:-turbo|-32k|-16k)*-\d{4}(?:-preview)?$/, pin: "pinned", because: "dated" },
  {
    pattern: /^text-embedding-(?:ada-002|3-(?:small|large))$/,
    pin: "pinned",
    because: "a generation of embeddings is never exchanged, as its vectors would not compare",
  },
  {
    pattern: oneOf(openaiDated),
    pin: "alias",
    because: "OpenAI lists dated models under it and says that the pointer can change",
  },
];

/** `claude-sonnet-4-5` and before: the unions of `@anthropic-ai/sdk` 0.60 to 1.14.0 list a dated name for each. */
const anthropic: readonly PinRule[] = [
  newest,
  { pattern: /^claude-[\w-]*[-@]\d{8}$/, pin: "pinned", because: "dated" },
  {
    pattern: /^claude-(?:opus|sonnet|haiku)-4(?:-[015])?$/,
    pin: "alias",
    because: "Anthropic lists a dated model under it",
  },
  {
    pattern: /^claude-[a-z]+-(?:4-(?:[6-9]|\d{2})|[5-9]|[5-9]-\d{1,2}|[1-9]\d(?:-\d{1,2})?)$/,
    pin: "pinned",
    because: "from 4.6 on the name without a date is the model itself",
  },
];

const google: readonly PinRule[] = [
  newest,
  {
    pattern: /^(?:gemini|text-embedding|text-multilingual-embedding)[\w.-]*-\d{3}$/,
    pin: "pinned",
    because: "numbered",
  },
  {
    pattern: /^gemini-[\w.-]*-(?:exp|experimental)(?:-[\w-]+)?$/,
    pin: "floating",
    because: "Google may exchange an experimental model without notice",
  },
  {
    pattern: /^gemini-(?:2\.0-flash|2\.0-flash-lite|1\.5-pro|1\.5-flash|1\.0-pro)$/,
    pin: "alias",
    because: "Google points it at the newest numbered model and updates it by itself",
  },
];

const bedrock: readonly PinRule[] = [
  { pattern: /^[\w.-]+-v\d+(?::\d+(?::\w+)?)?$/, pin: "pinned", because: "an id of Bedrock carries its version" },
];

const router: PinRule = {
  pattern: /^(?:openrouter\/)?auto$/,
  pin: "floating",
  because: "a router picks the model of each call",
};

/** A gateway names and maps models by itself: only a date that it passes on, or a name that says it floats, can be read. */
const gateway: readonly PinRule[] = [
  router,
  {
    pattern: /^[\w.-]+\/[\w.:-]*[-:]latest$/,
    pin: "floating",
    because: "it means whatever is newest on the day of the call",
  },
  { pattern: /^[\w.-]+\/[\w.-]+-(?:\d{4}-\d{2}-\d{2}|20\d{6})$/, pin: "pinned", because: "dated" },
];

/** By provider, as the catalogue of models calls it. */
export const pinRules: Readonly<Record<string, readonly PinRule[]>> = {
  openai,
  anthropic,
  google,
  bedrock,
  mistral: [newest, { pattern: /^[a-z-]+-\d{4}$/, pin: "pinned", because: "dated" }],
  xai: [newest, { pattern: /^grok-[\w.-]*-\d{4}$/, pin: "pinned", because: "dated" }],
  openrouter: gateway,
  "ai-gateway": gateway,
};

/** Providers whose names the account gives itself, or whose models a server of the user's holds. */
export const ownNames: Readonly<Record<string, string>> = {
  "azure-openai": "its deployment belongs to the account, which sets model and upgrade policy there",
  "openai-compatible": "the server that the client is pointed at decides what it means",
  ollama: "a server of the user's own holds it",
};

/** What a name of a provider's model says; a provider that is not known makes every name one that the table does not tell. */
export function pinOf(provider: string | null, name: string): Pin {
  const own = provider === null ? undefined : ownNames[provider];
  if (own !== undefined) return { kind: "outside", because: own };
  const rule = (pinRules[provider ?? ""] ?? []).find(({ pattern }) => pattern.test(name));
  return rule
    ? { kind: rule.pin, because: rule.because }
    : { kind: "outside", because: "whether whoever serves it exchanges it is not known" };
}
