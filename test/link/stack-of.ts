import { memoryTree } from "../../src/discover/memory-tree.ts";
import { extractAll } from "../../src/extract/extract.ts";
import { createSeal } from "../../src/extract/seal.ts";
import { link } from "../../src/link/link.ts";
import type { Stack } from "../../src/model/stack.ts";

const seal = createSeal(new Uint8Array(32).fill(7));

/** The whole Stack of a repository given as texts by path. */
export function linkedStack(files: Readonly<Record<string, string>>): Stack {
  const tree = memoryTree(files);
  return link({ facts: extractAll(tree, seal), files: tree.files, gaps: tree.gaps });
}
