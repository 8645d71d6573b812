import type { DeclaredNames } from "../../model/declared-names.ts";
import { classOfTarget } from "../../model/environment.ts";

/**
 * The word for an environment that a text is. One that says nothing by itself (`blue`) is told by the class that the
 * settings give it, which everyone understands.
 */
export function environmentWords(declaredAs: DeclaredNames): (text: string) => string | null {
  return (text) => {
    const declared = declaredAs(text);
    const own = classOfTarget(text);
    // What its own letters say is how everyone knows it.
    if (declared === null || own === declared.class) return own === "other" ? null : text;
    if (classOfTarget(declared.name) === declared.class) return declared.name;
    return declared.class === "other" ? null : declared.class;
  };
}
