import { isWithin, type Place, samePlace } from "./location.ts";
import type { StopSwitch } from "./stop-switch.ts";
import type { TestCase, Written } from "./test-case.ts";

/**
 * Where a test throws a stop: it writes the entry or flag of that name, or has what reads it answer so. Null where it does
 * not, and where it cannot be told which way the stop was turned: a test may as well turn it off, to try something else.
 */
export function trippedBy({ gives, fakes }: TestCase, stop: StopSwitch): Place | null {
  const faked = fakes.find(({ calls, answer, throws }) => {
    if (calls.some((at) => samePlace(at, stop.at))) return answer !== undefined && stops(stop, answer);
    if (!calls.some((at) => isWithin(at, stop.testedAt))) return false;
    // What is only called stops by throwing; what is asked, by the other answer.
    return stop.callGoesOnWhen === null ? throws : typeof answer === "boolean" && answer !== stop.callGoesOnWhen;
  });
  if (faked) return faked.at;
  const given = gives.find(
    ({ names, values }) => names.includes(stop.name) && values.some((v) => v !== stop.name && stops(stop, v)),
  );
  return given?.at ?? null;
}

const halting = /kill|halt|paus|suspend|emergency|freez|frozen|stop|disabl/i;
const running = /enabl|active|allow|\bon\b/i;

/** Whether this value of what is read stops the effect. */
function stops({ name, goesOnWhen }: StopSwitch, value: Written): boolean {
  const told = truthOf(value);
  if (told === null) return false;
  if (goesOnWhen !== null) return told !== goesOnWhen;
  if (halting.test(name)) return told;
  return running.test(name) && !told;
}

function truthOf(value: Written): boolean | null {
  if (typeof value === "boolean") return value;
  const text = String(value).toLowerCase();
  if (/^(1|true|on|yes)$/.test(text)) return true;
  return /^(0|false|off|no)$/.test(text) ? false : null;
}
