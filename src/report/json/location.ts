import { type Location, locate, type Place } from "../../model/location.ts";
import type { JsonLocation } from "./document-parts.ts";

export function locationToJson(location: Location): JsonLocation {
  const { path, startLine, startColumn, endLine, endColumn, role, note } = location;
  return { path, startLine, startColumn, endLine, endColumn, role, note };
}

export function placeToJson(place: Place, role: string, note = ""): JsonLocation {
  return locationToJson(locate(place, role, note));
}
