import { at, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/** A service of flags that can be changed while the process runs, as its client is asked. */
export interface FlagEntry {
  readonly product: string;
  /** What makes the client, or the function that is asked; for `makes: "reader"` what makes a function to be asked. */
  readonly symbol: SymbolPattern;
  /** Methods that ask, on whatever the symbol gives; absent where the symbol itself asks. */
  readonly methods?: readonly string[];
  /** The symbol gives a function, and calling that asks. */
  readonly makes?: "reader";
  readonly key: readonly ArgumentPath[];
  /** What is taken if the service does not answer. */
  readonly otherwise?: readonly ArgumentPath[];
}

/**
 * Read in the published types: @launchdarkly/node-server-sdk 9.13.7, @openfeature/server-sdk 1.23.0, unleash-client 6.12.1,
 * statsig-node 6.5.2, @statsig/statsig-node-core 0.23.2, @growthbook/growthbook 1.8.0, posthog-node 5.70.0, flags 4.3.1,
 * @vercel/edge-config 1.5.1.
 */
export const flagEntries: readonly FlagEntry[] = [
  {
    product: "LaunchDarkly",
    symbol: symbols(["@launchdarkly/node-server-sdk", "launchdarkly-node-server-sdk"], "init"),
    methods: ["variation", "boolVariation"],
    key: at("0"),
    otherwise: at("2"),
  },
  {
    product: "OpenFeature",
    symbol: symbols("@openfeature/server-sdk", "OpenFeature.getClient"),
    methods: ["getBooleanValue"],
    key: at("0"),
    otherwise: at("1"),
  },
  {
    product: "Unleash",
    symbol: symbols("unleash-client", "Unleash", "initialize", "startUnleash"),
    methods: ["isEnabled"],
    key: at("0"),
    otherwise: at("2"),
  },
  { product: "Unleash", symbol: symbols("unleash-client", "isEnabled"), key: at("0"), otherwise: at("2") },
  {
    product: "Statsig",
    symbol: symbols(["statsig-node", "@statsig/statsig-node-core"], "Statsig", "Statsig.shared", "default"),
    methods: ["checkGate"],
    key: at("1"),
  },
  { product: "Statsig", symbol: symbols("statsig-node", "Statsig.checkGate", "checkGate"), key: at("1") },
  {
    product: "GrowthBook",
    symbol: symbols("@growthbook/growthbook", "GrowthBook", "GrowthBookClient"),
    methods: ["isOn"],
    key: at("0"),
  },
  { product: "PostHog", symbol: symbols("posthog-node", "PostHog"), methods: ["isFeatureEnabled"], key: at("0") },
  {
    product: "Vercel flags",
    symbol: symbols(["flags/next", "flags/sveltekit", "@vercel/flags/next"], "flag"),
    makes: "reader",
    key: at("0.key"),
    otherwise: at("0.defaultValue"),
  },
  { product: "Vercel Edge Config", symbol: symbols("@vercel/edge-config", "get", "has"), key: at("0") },
  {
    product: "Vercel Edge Config",
    symbol: symbols("@vercel/edge-config", "createClient"),
    methods: ["get", "has"],
    key: at("0"),
  },
];

const stopWords = /^(kill|killed|killswitch|halt|halted|pause|paused|suspend|suspended|emergency|freeze|frozen)$/;
const switchWords = /^(stop|stopped|enabled?|disabled?|active|allow|allowed|on|off)$/;
const agentWords = /^(agents?|ai|assistants?|bots?|llm|tools?|autopilot|copilot|automations?|mcp)$/;

/** Whether a key is one by which an agent is stopped: a word that says so, or a switch with a word for the agent. */
export function namesStop(words: readonly string[]): boolean {
  if (words.some((word) => stopWords.test(word))) return true;
  return words.some((word) => switchWords.test(word)) && words.some((word) => agentWords.test(word));
}

/** Whether a key turns something on or off at all. */
export function namesSwitch(words: readonly string[]): boolean {
  return words.some((word) => stopWords.test(word) || switchWords.test(word));
}
