import { classOf } from "../../model/environment.ts";
import type { DeclaredNames } from "./environments.ts";

/**
 * The word for an environment that a text is. One that says nothing by itself (`blue`) is told by the class that the
 * settings give it, which everyone understands.
 */
export function environmentWords(declaredAs: DeclaredNames): (text: string) => string | null {
  return (text) => {
    const declared = declaredAs(text);
    if (declared === null) return classOf(text) === "other" ? null : text;
    if (classOf(declared.name) === declared.class) return declared.name;
    return declared.class === "other" ? null : declared.class;
  };
}
