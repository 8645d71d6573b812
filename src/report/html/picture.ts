import type { Report } from "../../model/report.ts";
import type { Section } from "./section.ts";
export function pictureSection(_report: Report): Section | null {
  return null;
}
