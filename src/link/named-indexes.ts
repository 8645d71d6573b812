import type { Store, StoreIdentity } from "../model/stack.ts";
import type { LinkContext } from "./context.ts";
import { concretise, type EnvironmentView } from "./program/concretise.ts";
import { openFrame } from "./program/parameters.ts";
import { place, type Value } from "./program/value.ts";

/** Search indexes that a platform's AI binding opens by a name string: `env.AI.autorag("docs").search(…)`. No client is constructed. */
export function namedIndexes(context: LinkContext): readonly Store[] {
  const { program, evaluator } = context;
  return program.sitesNamed("autorag").flatMap(({ module, owner, expression }): readonly Store[] => {
    if (expression.kind !== "call" || !expression.args[0] || !context.isDeployed(module.path)) return [];
    const name = evaluator.evaluate(expression.args[0], module, owner ? openFrame(module, owner) : null);
    const at = place(module, expression.span);
    return context.homesOf(module.path).map((home) => ({
      name: `AI Search index of ${module.path.slice(module.path.lastIndexOf("/") + 1)}`,
      kind: "search",
      provider: "cloudflare-ai-search",
      service: context.serviceName(home),
      at,
      feedsContext: "AI Search index is what the agent retrieves from",
      used: true,
      limitsContainers: false,
      identities: context.viewsOf(home).flatMap((view) => identitiesIn(context, name, view)),
    }));
  });
}

function identitiesIn(context: LinkContext, name: Value, view: EnvironmentView): readonly StoreIdentity[] {
  return concretise(context.evaluator, name, view).map((c): StoreIdentity => {
    // What holds if the platform sets nothing is what it may be, not what it is.
    const isOpen = c.kind === "unresolved" && c.instead?.kind === "text";
    const text =
      c.kind === "text" ? c.text : c.kind === "unresolved" && c.instead?.kind === "text" ? c.instead.text : null;
    const address = { provider: "cloudflare-ai-search", host: null, name: text, container: null, scope: null };
    const reason = c.kind === "unresolved" ? c.reason : "its name is no text";
    return {
      environment: view.name,
      identity: text === null ? { kind: "unresolved", reason } : { kind: "known", address },
      at: c.at,
      via: c.via,
      credential: null,
      assumption: isOpen ? reason : c.assumption,
      ...(isOpen ? { overridable: true } : {}),
    };
  });
}
