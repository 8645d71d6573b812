import type { Extractor } from "./extractor.ts";
import { fileName } from "./paths.ts";

const mostPatterns = 2000;

/** Reads what a build of an image does not see of its folder: `.dockerignore`, `Dockerfile.dockerignore`. */
export const dockerignore: Extractor = {
  id: "dockerignore",
  version: 1,
  wants: (path, zone) => zone !== "fixture" && /(?:^|\.)(?:dockerignore|containerignore)$/.test(fileName(path)),
  extract({ text }) {
    const lines = text.split("\n").map((line) => line.trim());
    const patterns = lines.filter((line) => line !== "" && !line.startsWith("#"));
    return [{ kind: "ignored-in-image", patterns: patterns.slice(0, mostPatterns) }];
  },
};
