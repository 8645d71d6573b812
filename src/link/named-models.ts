import { pinOf } from "../catalog/model-pins.ts";
import { vendorOf } from "../catalog/model-vendors.ts";
import { comparePlaces, compareText, type Place, placeText, samePlace } from "../model/location.ts";
import type { ModelCall, ModelName } from "../model/model-call.ts";
import type { NamedModel } from "../model/named-model.ts";
import type { Binding } from "../model/stack.ts";

/** The models that the services may run: one for each place that names one, with every call that runs it. */
export function namedModelsOf(calls: readonly ModelCall[], bindings: readonly Binding[]): readonly NamedModel[] {
  const found = new Map<string, NamedModel>();
  for (const call of calls) {
    for (const model of call.models.flatMap((name) => named(call, name, bindings))) {
      const where = placeText(model.at);
      const key = [where, model.service, model.provider, model.name, model.variable, model.because].join("\n");
      const before = found.get(key);
      found.set(key, before ? { ...before, calls: withPlace(before.calls, call.at) } : model);
    }
  }
  return [...found.values()].sort(
    (a, b) => comparePlaces(a.at, b.at) || compareText(a.service, b.service) || compareText(a.name ?? "", b.name ?? ""),
  );
}

function named(call: ModelCall, model: ModelName, bindings: readonly Binding[]): readonly NamedModel[] {
  const { service, at } = call;
  const base = { service, calls: [at] };
  if (model.kind === "unresolved") {
    return [{ ...base, ...unread(model.reason), at: model.at, variable: null }];
  }
  if (model.kind === "name") {
    return [{ ...base, ...pinned(call, model.provider, model.name), source: "code", variable: null, at: model.at }];
  }
  const { variable, otherwise } = model;
  const set = bindings.filter((b) => b.service === service && b.variable === variable);
  const told = set.flatMap(({ value, at: where }): readonly NamedModel[] => {
    const text = value.kind === "literal" && value.sealed.nature === "plain" ? value.sealed.text : undefined;
    if (text === undefined) return [];
    return [{ ...base, ...pinned(call, null, text), source: "configuration", variable, at: where }];
  });
  if (told.length > 0) return told;
  if (otherwise === null)
    return [{ ...base, ...unread(`${variable} is set outside the repository`), at: model.at, variable }];
  return [{ ...base, ...pinned(call, null, otherwise), source: "default", variable, at: model.at }];
}

function unread(because: string): Pick<NamedModel, "provider" | "name" | "pin" | "because" | "source"> {
  return { provider: null, name: null, pin: "outside", because, source: "outside" };
}

function pinned(
  { sdk, operation }: ModelCall,
  provider: string | null,
  name: string,
): Pick<NamedModel, "provider" | "name" | "pin" | "because"> {
  const meant = provider === null ? vendorOf(sdk, operation, name) : { provider, name };
  const { kind, because } = pinOf(meant.provider, meant.name);
  return { provider: meant.provider, name, pin: kind, because };
}

function withPlace(places: readonly Place[], at: Place): readonly Place[] {
  return places.some((place) => samePlace(place, at)) ? places : [...places, at];
}
