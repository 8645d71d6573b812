import type { Artifact, ArtifactLocation, Location as SarifLocation } from "sarif";
import { compareText, type Location } from "../../model/location.ts";
import type { Report } from "../../model/report.ts";
import { uriOf } from "../uri.ts";
import { messageOf } from "./text.ts";

/** Where relative references start: the audited directory, wherever that is on whatever machine. */
export const sourceRoot = "%SRCROOT%";

/** Turns places of the report into SARIF; every file it names is listed once as an artifact. */
export interface Places {
  readonly artifacts: Artifact[];
  readonly location: (location: Location, id?: number) => SarifLocation;
  /** Of a whole file, or of one line of it. */
  readonly file: (path: string, line?: number) => SarifLocation;
}

export function placesOf(report: Report): Places {
  const paths = [...new Set(pathsOf(report))].filter((path) => path !== "").sort(compareText);
  const indices = new Map(paths.map((path, index) => [path, index]));
  const artifactLocation = (path: string): ArtifactLocation => {
    const index = indices.get(path);
    return { uri: uriOf(path), uriBaseId: sourceRoot, ...(index === undefined ? {} : { index }) };
  };
  return {
    artifacts: paths.map((path) => ({ location: artifactLocation(path), roles: ["analysisTarget"] })),
    location: (location, id) => ({
      ...(id === undefined ? {} : { id }),
      ...(location.path === ""
        ? {}
        : { physicalLocation: { artifactLocation: artifactLocation(location.path), region: regionOf(location) } }),
      message: messageOf(saidOf(location)),
    }),
    file: (path, line) => ({
      physicalLocation: {
        artifactLocation: artifactLocation(path),
        ...(line === undefined ? {} : { region: { startLine: line } }),
      },
    }),
  };
}

/** Columns of the report count UTF-16 code units from 1, and its end is exclusive: both as SARIF has it. */
function regionOf({ startLine, startColumn, endLine, endColumn }: Location) {
  return { startLine, startColumn, endLine, endColumn };
}

export function saidOf({ role, note }: Location): string {
  return [role, note].filter((part) => part !== "").join(": ");
}

function pathsOf({ findings, stack, notices }: Report): string[] {
  return [
    ...findings.flatMap(({ locations, contamination, suppression }) => [
      ...locations.map(({ path }) => path),
      ...contamination.map(({ path }) => path),
      ...(suppression?.at ? [suppression.at.path] : []),
    ]),
    ...stack.gaps.map(({ path }) => path),
    ...notices.flatMap(({ at }) => (at ? [at.path] : [])),
  ];
}
