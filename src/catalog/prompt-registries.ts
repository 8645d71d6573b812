import { at, symbols } from "./shorthand.ts";
import type { ArgumentPath, SymbolPattern } from "./types.ts";

/** A call that fetches a prompt from a registry, and where it says which version. */
export interface PromptRegistry {
  readonly registry: string;
  readonly symbol: SymbolPattern;
  /** Methods of the client; absent where the symbol itself is called. */
  readonly methods?: readonly string[];
  readonly version: readonly ArgumentPath[];
  readonly label: readonly ArgumentPath[];
  /** What the registry gives where neither is said. */
  readonly otherwise: { readonly by: "label" | "latest"; readonly label: string | null };
  /** The version follows the name: `support-agent:1f2e3d4c`. */
  readonly inName?: true;
}

const langsmith = { registry: "LangSmith", version: [], label: [], inName: true } as const;
const commit = { by: "latest", label: null } as const;
const production = { by: "label", label: "production" } as const;

/** Read in the published packages: @langfuse/client 5.11.1, langfuse-core 3.39.2, langsmith 0.3.87 and 0.12.0, langchain 1.5.14. */
export const promptRegistries: readonly PromptRegistry[] = [
  {
    registry: "Langfuse",
    symbol: symbols("@langfuse/client", "LangfuseClient"),
    methods: ["prompt.get"],
    version: at("1.version"),
    label: at("1.label"),
    otherwise: production,
  },
  {
    registry: "Langfuse",
    symbol: symbols(["langfuse", "langfuse-node", "langfuse-core"], "Langfuse", "default"),
    methods: ["getPrompt"],
    version: at("1"),
    label: at("2.label"),
    otherwise: production,
  },
  {
    ...langsmith,
    symbol: symbols("langsmith", "Client"),
    methods: ["pullPromptCommit", "_pullPrompt", "pullPrompt"],
    otherwise: commit,
  },
  {
    ...langsmith,
    symbol: symbols(["langchain/hub", "langchain/hub/node", "@langchain/classic/hub"], "pull"),
    otherwise: commit,
  },
];
