import { counted } from "../terminal/page.ts";
import type { Scene } from "./scene.ts";

/** What a picture of the scene does not show, in words; empty where it shows all. */
export function leftOutOf({ leftOut: { environments, breaches, things } }: Scene): string[] {
  return [
    ...(breaches > 0 ? [`${counted(breaches, "further finding")} of these signals`] : []),
    ...(things > 0 ? [`${counted(things, "thing")} that no breach involves`] : []),
    ...(environments.length > 0
      ? [`the ${environments.length === 1 ? "environment" : "environments"} ${environments.join(", ")}`]
      : []),
  ];
}
