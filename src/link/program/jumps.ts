import type { Statement } from "../../model/ir.ts";

/** Whether a `break` in these statements leaves what is around them: the nearest loop or `switch`, or what has this label. */
export function leaves(body: readonly Statement[], label: string | null = null): boolean {
  return body.some((s) => {
    switch (s.kind) {
      case "break":
        return label === null || s.label === label;
      case "block":
        return leaves(s.body, label);
      case "if":
        return leaves(s.then, label) || leaves(s.else, label);
      case "try":
        return [s.body, s.catch ?? [], s.finally ?? []].some((part) => leaves(part, label));
      case "loop":
        return label !== null && leaves(s.body, label);
      case "switch":
        return label !== null && s.cases.some((c) => leaves(c.body, label));
      default:
        return false;
    }
  });
}

/** Whether a round may end before its last statement. */
export function skips(body: readonly Statement[]): boolean {
  return body.some((s) => {
    switch (s.kind) {
      case "break":
      case "continue":
        return true;
      case "block":
      case "loop":
        return skips(s.body);
      case "if":
        return skips(s.then) || skips(s.else);
      case "switch":
        return s.cases.some((c) => skips(c.body));
      case "try":
        return [s.body, s.catch ?? [], s.finally ?? []].some(skips);
      default:
        return false;
    }
  });
}
