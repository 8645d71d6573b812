import type { Place } from "../../model/location.ts";
import { type Evaluator, literalsOf } from "./evaluate.ts";
import { objectOfModule } from "./exports.ts";
import { distribute, memberOf } from "./member.ts";
import { choiceOf, unknownValue, type Value } from "./value.ts";

/** What `object[index]` can be. */
export function indexValue(evaluator: Evaluator, object: Value, index: Value, at: Place): Value {
  const [only, ...more] = index.kind === "template" ? literalsOf(index) : [];
  const key = index.kind === "literal" && index.value !== undefined && !index.sealed ? String(index.value) : only;
  if (key !== undefined && more.length === 0) return memberOf(evaluator, object, key, at);
  switch (object.kind) {
    case "environment": {
      const names = literalsOf(index);
      if (names.length === 0) return { kind: "variable", name: index, at };
      if (index.kind === "choice")
        return distribute(index.options, (key) => indexValue(evaluator, object, key, at), at);
      return { kind: "variable", name: index, at };
    }
    case "object":
      return { kind: "select", from: object, taken: [], key: index, at };
    case "namespace":
      return { kind: "select", from: objectOfModule(evaluator, object), taken: [], key: index, at };
    case "choice":
      return distribute(object.options, (value) => indexValue(evaluator, value, index, at), at);
    case "fallback":
      return indexValue(evaluator, object.second, index, at);
    case "array":
      return choiceOf(
        object.elements.map((t) => ({ value: evaluator.force(t), when: [] })),
        at,
      );
    case "select":
      return unknownValue("an entry of an entry is picked at run time", at);
    case "unknown":
      return object;
    default:
      return { kind: "member", object, property: "[]", at };
  }
}
