import type { Gap, Tree, TreeFile } from "../model/tree.ts";
import { byteLimit, isToolFolder, type Limits } from "./admission.ts";
import { decode } from "./decode.ts";
import { reasonOf, type Source } from "./source.ts";
import { type Listing, walk } from "./walk.ts";

/** A tree over any source. It holds the list of files, never their content. */
export class SourceTree implements Tree {
  readonly files: readonly TreeFile[];
  readonly #source: Source;
  readonly #limits: Limits;
  readonly #listing: Listing;
  readonly #paths: ReadonlySet<string>;
  readonly #unread = new Map<string, Gap>();

  constructor(source: Source, limits: Limits) {
    this.#source = source;
    this.#limits = limits;
    this.#listing = walk(source, limits);
    this.files = this.#listing.files;
    this.#paths = new Set(this.files.map((file) => file.path));
  }

  /** What the walk left out, and after it every file whose reading failed: complete once all files were read. */
  get gaps(): readonly Gap[] {
    if (this.#unread.size === 0) return this.#listing.gaps;
    return [...this.#listing.gaps, ...this.#unread.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  has(path: string): boolean {
    return this.#paths.has(path) || this.#throughLinks(path) !== undefined;
  }

  holds(path: string): boolean {
    if (this.has(path)) return true;
    try {
      return this.#isEntry(path.split("/"));
    } catch {
      return false;
    }
  }

  read(path: string): string | undefined {
    const listed = this.#paths.has(path) ? path : this.#throughLinks(path);
    if (listed === undefined) return undefined;
    try {
      return this.#readListed(listed);
    } catch (error) {
      this.#unread.set(listed, { path: listed, reason: reasonOf(error) });
      return undefined;
    }
  }

  /** Step by step from the root, so that neither `..` nor a link leads out of it. */
  #isEntry(names: readonly string[]): boolean {
    return names.every((name, index) => {
      if (isToolFolder(name)) return false;
      const entry = this.#source.list(names.slice(0, index).join("/")).find((one) => one.name === name);
      const isLast = index === names.length - 1;
      return entry?.kind === "directory" || (isLast && entry?.kind === "file");
    });
  }

  #readListed(path: string): string | undefined {
    const limit = byteLimit(path.slice(path.lastIndexOf("/") + 1), this.#limits);
    const bytes = this.#source.read(this.#listing.links.get(path) ?? path, limit + 1);
    const text = bytes.length > limit ? undefined : decode(bytes);
    if (text !== undefined) return text;
    const reason = bytes.length > limit ? `larger than ${limit} bytes` : "holds binary data, so it is not read as text";
    this.#unread.set(path, { path, reason });
    return undefined;
  }

  /** The listed path behind one that leads through linked folders, as an import or a relative include may. */
  #throughLinks(path: string, hops = MAX_HOPS): string | undefined {
    const { links } = this.#listing;
    if (links.size === 0 || hops === 0) return undefined;
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
      const target = links.get(path.slice(0, end));
      if (target === undefined) continue;
      const real = target === "" ? path.slice(end + 1) : `${target}${path.slice(end)}`;
      return this.#paths.has(real) ? real : this.#throughLinks(real, hops - 1);
    }
    return undefined;
  }
}

// A linked folder can hold a link; a loop of them holds one for ever.
const MAX_HOPS = 8;
