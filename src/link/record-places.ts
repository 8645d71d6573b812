import type { PlaceIn, RecordPlaces } from "./audit/own-place.ts";
import type { LinkContext } from "./context.ts";
import { environmentOf } from "./platform-stores.ts";
import type { PlatformBinding } from "./program/platform-bindings.ts";

/** Where records are kept in each environment, by what the repository declares. */
export function recordPlaces(context: LinkContext): RecordPlaces {
  return {
    viewsAt: (path) => context.homesOf(path).map((home) => context.viewsOf(home)),
    boundAt: (path, name) => context.evaluator.platform.named(path, name).map((binding) => placesOf(context, binding)),
  };
}

function placesOf(context: LinkContext, { entries }: PlatformBinding): readonly PlaceIn[] {
  return entries.flatMap(({ fact, entry }): readonly PlaceIn[] => {
    for (const unit of context.units) {
      const environment = environmentOf(unit, fact);
      if (environment === null) continue;
      const sealed = entry.value.kind === "literal" ? entry.value.sealed : null;
      const isName = sealed !== null && (sealed.nature === "plain" || sealed.nature === "secret");
      return [
        {
          environment,
          class: unit.environments.get(environment)?.class ?? "other",
          name: isName ? (sealed.text ?? sealed.address?.name ?? sealed.digest) : null,
          shown: sealed?.text ?? sealed?.address?.name ?? "",
          at: { path: fact.path, span: entry.span },
        },
      ];
    }
    return [];
  });
}
