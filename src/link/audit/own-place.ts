import type { EnvironmentTag, TagSide } from "../../model/audit-event.ts";
import { classOf, type EnvironmentClass } from "../../model/environment.ts";
import { type Place, placeText } from "../../model/location.ts";
import { listed } from "../../model/wording.ts";
import { concretise, type EnvironmentView } from "../program/concretise.ts";
import { type Evaluator, literalsOf } from "../program/evaluate.ts";
import { platformPackage, recordsResource } from "../program/platform-bindings.ts";
import { chainOf, type Value } from "../program/value.ts";
import { calleeOf } from "./expression-names.ts";
import type { RecordWrite } from "./write.ts";

/** What the repository declares of the places in which records are kept. */
export interface RecordPlaces {
  /** The environments of each service that runs code in this file. */
  readonly viewsAt: (path: string) => readonly (readonly EnvironmentView[])[];
  /** What each worker that runs code in this file binds under a name. */
  readonly boundAt: (path: string, name: string) => readonly (readonly PlaceIn[])[];
}

/** The name under which records are kept in one environment; null where the repository does not tell it. */
export interface PlaceIn {
  readonly environment: string;
  readonly class: EnvironmentClass;
  readonly name: string | null;
  /** The same as it may be shown; "" for what may be a secret. */
  readonly shown: string;
  readonly at: Place;
}

/**
 * A record that says nothing itself can be told by the data set, topic, stream or table that each environment keeps for
 * itself: that name is a part of every look-up. A server of its own is not enough, since the records look alike as soon
 * as they leave it. Null where the place is one by its text, or is no place with a name.
 */
export function placeTag(evaluator: Evaluator, write: RecordWrite, places: RecordPlaces): EnvironmentTag | null {
  const bound = write.receiver ? bindingsOf(write, write.receiver) : [];
  const [first] = bound;
  if (first && new Set(bound.map(({ name }) => name)).size === 1) {
    const workers = distinctWorkers(bound.flatMap(({ name, path }) => places.boundAt(path, name)));
    return workers.length > 0 ? weigh(first.name, workers) : null;
  }
  const container = write.kept?.find(varies);
  if (!container) return null;
  const services = places
    .viewsAt(write.at.path)
    .map((views) => views.map((view) => placeIn(evaluator, container, view)));
  return services.length > 0 ? weigh("what names it", services) : null;
}

interface Bound {
  readonly name: string;
  /** The file that reads it. */
  readonly path: string;
}

/** The names under which a platform binds the data set that a receiver is, or may be. */
function bindingsOf(write: RecordWrite, receiver: Value): readonly Bound[] {
  if (calleeOf(write.site).name !== "writeDataPoint") return [];
  const { path } = receiver.at;
  switch (receiver.kind) {
    case "choice":
      return receiver.options.flatMap((o) => bindingsOf(write, o.value));
    case "fallback":
      return [...bindingsOf(write, receiver.first), ...bindingsOf(write, receiver.second)];
    case "variable":
      return typeof receiver.name === "string" ? [{ name: receiver.name, path }] : [];
    case "member":
      return [{ name: receiver.property, path }];
    case "applied": {
      const [name] = isBinding(receiver) && receiver.args[0] ? literalsOf(receiver.args[0].value ?? receiver) : [];
      return name === undefined ? [] : [{ name, path }];
    }
    default:
      return [];
  }
}

function isBinding({ callee }: Extract<Value, { kind: "applied" }>): boolean {
  return callee.kind === "external" && callee.package === platformPackage && callee.path[0] === recordsResource;
}

function distinctWorkers(workers: readonly (readonly PlaceIn[])[]): readonly (readonly PlaceIn[])[] {
  return [...new Map(workers.map((own) => [own.map(({ at }) => placeText(at)).join(), own])).values()];
}

/** Whether a name reads what an environment sets. */
function varies(value: Value): boolean {
  switch (value.kind) {
    case "variable":
      return true;
    case "template":
      return value.parts.some(varies);
    case "fallback":
      return varies(value.first) || varies(value.second);
    case "choice":
      return value.options.some((o) => varies(o.value));
    case "select":
      return varies(value.key);
    case "member":
    case "applied":
      return chainOf(value).some((v) => v.kind === "variable");
    default:
      return false;
  }
}

function placeIn(evaluator: Evaluator, container: Value, view: EnvironmentView): PlaceIn {
  const [found, ...more] = concretise(evaluator, container, view);
  const isKnown = found !== undefined && more.length === 0;
  return {
    environment: view.name,
    class: view.class,
    name: isKnown && found.kind === "text" ? (found.text ?? found.sealed?.digest ?? null) : null,
    shown: isKnown && found.kind === "text" ? (found.text ?? "") : "",
    at: found?.at ?? container.at,
  };
}

function weigh(what: string, services: readonly (readonly PlaceIn[])[]): EnvironmentTag {
  // What runs in one environment alone has nothing to be told from within its own places.
  const several = services.filter((own) => own.length > 1);
  const pairs = (several.length > 0 ? several : services).map(pairsIn);
  const shared = pairs.flat().filter(({ live, other }) => live.name !== null && live.name === other.name);
  if (shared.length > 0) {
    const sides = distinct(shared.flatMap(({ live, other }) => [live, other]));
    const environments = [...new Set(sides.map(({ environment }) => environment))];
    return {
      kind: "none",
      note: `the record has no environment, and it is kept in one place in ${listed(environments)}`,
      sides: sides.map(sideOf),
    };
  }
  const isDecided = pairs.every(
    (own) => own.length > 0 && own.every((p) => p.live.name !== null && p.other.name !== null),
  );
  const sides = distinct(pairs.flat().flatMap(({ live, other }) => [live, other])).map(sideOf);
  const [first] = sides;
  if (!isDecided || !first)
    return {
      kind: "unresolved",
      note: `${what} is not known for production and another environment, and the record says nothing`,
    };
  return { kind: "place", at: first.at, note: `${what} is another in each environment`, sides };
}

function pairsIn(own: readonly PlaceIn[]): { live: PlaceIn; other: PlaceIn }[] {
  const live = own.filter((p) => classIn(p) === "production");
  // What CI hands to its jobs runs no deployed agent.
  const others = own.filter((p) => classIn(p) !== "production" && classIn(p) !== "ci");
  return live.flatMap((one) => others.map((other) => ({ live: one, other })));
}

function classIn(p: PlaceIn): EnvironmentClass {
  return p.class === "other" ? classOf(p.environment) : p.class;
}

function sideOf({ environment, shown, at }: PlaceIn): TagSide {
  return { environment, at, note: shown };
}

function distinct(places: readonly PlaceIn[]): readonly PlaceIn[] {
  return [...new Set(places)];
}
