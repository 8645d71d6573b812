import { splitWords } from "../../model/environment.ts";
import type { DeclaredGate } from "../../model/settings.ts";
import type { Here, Visit } from "./flow-state.ts";
import { type Awaited, type Guard, guardOf, pending, weaknessOf } from "./guards.ts";
import { place } from "./value.ts";

// The settings vouch for what a gate compares. That it stands there, is waited for and is obeyed, they do not.

/** What holds after a call of a declared gate whose code is elsewhere: it refuses by throwing, or its answer is looked at later. */
export function vouchedOutside(
  declared: DeclaredGate,
  e: Visit["site"],
  here: Here,
  guards: readonly Guard[],
  discarded: boolean,
  awaited: Awaited,
): readonly Guard[] {
  const own = vouchedAt(declared, e, here);
  if (refuses(declared) === "answers")
    return discarded ? [...guards, { ...own, weakness: "its result is ignored" }] : guards;
  return [...guards, waitedFor(own, declared.async !== false, e, here, awaited)];
}

/**
 * The same where its code is here: it refuses if it ever throws, or calls what may. Null where it only answers, which
 * counts where the answer is looked at.
 */
export function vouchedInside(
  declared: DeclaredGate,
  gained: readonly Guard[],
  e: Visit["site"],
  here: Here,
  does: { readonly isPromise: boolean; readonly answers: boolean },
  awaited: Awaited,
): Guard | null {
  const own = vouchedAt(declared, e, here);
  const [first] = gained;
  if (first === undefined) {
    const isAnswered = declared.refuses === null ? does.answers : declared.refuses === "answers";
    return isAnswered ? null : waitedFor(own, does.isPromise, e, here, awaited);
  }
  // Checks inside it that come to nothing tell that its refusal does.
  const holding = gained.find((guard) => weaknessOf(guard) === null);
  const { pending: open, isHanded } = holding ?? first;
  return {
    ...own,
    weakness: holding ? null : weaknessOf(first),
    ...(open ? { pending: open } : {}),
    ...(isHanded ? { isHanded } : {}),
  };
}

function vouchedAt(vouched: DeclaredGate, e: Visit["site"], here: Here): Guard {
  return {
    ...guardOf(e, true, here, []),
    via: [place(here.module, e.span)],
    through: [vouched.name],
    refusal: null,
    vouched,
  };
}

function waitedFor(guard: Guard, isPromise: boolean, e: Visit["site"], here: Here, awaited: Awaited): Guard {
  if (!isPromise || awaited === true) return guard;
  return awaited === false ? pending(guard, place(here.module, e.span)) : { ...guard, isHanded: true };
}

function refuses({ refuses: said, name }: DeclaredGate): "throws" | "answers" {
  return said ?? (isQuestion(name) ? "answers" : "throws");
}

/** `isAllowed`, `mayTouch`, `allows`: a name that asks. */
function isQuestion(name: string): boolean {
  const [first = ""] = splitWords(name.slice(name.lastIndexOf(".") + 1));
  return /^(?:is|are|may|can|has|have|should|does|do|will|allows?|allowed|permits?|permitted)$/.test(first);
}
