import type { Fact } from "../model/facts.ts";
import type { Sealed } from "../model/sealed.ts";
import type { Zone } from "../model/tree.ts";

/** Reduces a string to what may leave the extractor; `name` is the variable or property that holds it. */
export type Seal = (text: string, hint?: { readonly name?: string }) => Sealed;

/** Reads one kind of file. Pure and synchronous, so that its facts can be cached by content; never throws. */
export interface Extractor {
  readonly id: string;
  /** Raised when the same text gives other facts than before, which empties the cache of this extractor. */
  readonly version: number;
  wants(path: string, zone: Zone): boolean;
  /** It only has something to say of files that hold this text, and no file is opened for its sake. */
  readonly onlyWith?: string;
  extract(file: SourceFile, tools: { readonly seal: Seal }): readonly Fact[];
}

/** One file as an extractor sees it. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}
