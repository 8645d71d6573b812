import type { Gap, TreeFile } from "../model/tree.ts";
import {
  byteLimit,
  isBinaryName,
  isEnvironmentFile,
  isOutputFolder,
  isTextName,
  isToolFolder,
  isVendoredLockfile,
  type Limits,
} from "./admission.ts";
import { decode, isPlainText } from "./decode.ts";
import { type IgnoreRules, noIgnoreRules } from "./gitignore.ts";
import { type Entry, reasonOf, type Source } from "./source.ts";
import { zoneOf } from "./zones.ts";

/** What a walk through a source found. */
export interface Listing {
  readonly files: readonly TreeFile[];
  readonly gaps: readonly Gap[];
  /** Links to files or folders inside the root: from the link's path to the path it leads to. */
  readonly links: ReadonlyMap<string, string>;
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly rules: IgnoreRules;
  /** Inside an ignored folder only environment files count. */
  readonly ignored: boolean;
}

/**
 * Lists the files of a source that can be read as text. What git ignores is left out, except environment files: their real
 * values are what an audit compares. Whatever else is left out for another reason than being binary or a tool's own is a gap.
 */
export function walk(source: Source, limits: Limits): Listing {
  const walker = new Walker(source, limits);
  walker.enter({ path: "", depth: 0, rules: walker.repositoryRules(), ignored: false });
  return walker.listing();
}

class Walker {
  readonly #source: Source;
  readonly #limits: Limits;
  readonly #files: TreeFile[] = [];
  readonly #gaps: Gap[] = [];
  readonly #links = new Map<string, string>();
  readonly #linkedFolders: string[] = [];
  #ignoredEntries = 0;

  constructor(source: Source, limits: Limits) {
    this.#source = source;
    this.#limits = limits;
  }

  listing(): Listing {
    const files = this.#files.sort(byPath);
    return { files, gaps: [...this.#gaps, ...this.#linkGaps()].sort(byPath), links: this.#links };
  }

  /** `.git/info/exclude`, where the root is a plain checkout. A worktree keeps it outside the root, so it does not count. */
  repositoryRules(): IgnoreRules {
    try {
      const kinds = [kindOf(this.#source, "", ".git"), kindOf(this.#source, ".git", "info")];
      if (kinds.some((kind) => kind !== "directory")) return noIgnoreRules;
      if (kindOf(this.#source, ".git/info", "exclude") !== "file") return noIgnoreRules;
      return this.#rulesIn(noIgnoreRules, "", ".git/info/exclude");
    } catch {
      // Without it more files are read, never fewer.
      return noIgnoreRules;
    }
  }

  enter(place: Place): void {
    const entries = this.#entriesOf(place);
    // A Python environment, whatever its folder is called; `.env` is a common name for one.
    if (entries.some((entry) => entry.name === "pyvenv.cfg")) return;

    const rules = this.#rulesOf(place, entries);
    for (const entry of entries) {
      if (this.#isFull(place)) return;
      this.#visit(entry, { ...place, rules });
    }
  }

  #entriesOf(place: Place): readonly Entry[] {
    try {
      return [...this.#source.list(place.path)].sort((a, b) => compare(a.name, b.name));
    } catch (error) {
      this.#gap(place.path, reasonOf(error));
      return [];
    }
  }

  #rulesOf(place: Place, entries: readonly Entry[]): IgnoreRules {
    // Git does not follow an ignore file that is a link either.
    const present = entries.some((entry) => entry.name === ".gitignore" && entry.kind === "file");
    if (!present || place.ignored) return place.rules;
    return this.#rulesIn(place.rules, place.path, join(place.path, ".gitignore"));
  }

  #rulesIn(rules: IgnoreRules, folder: string, path: string): IgnoreRules {
    try {
      const limit = this.#limits.fileBytes;
      const text = this.#source.bytes(path) > limit ? undefined : decode(this.#source.read(path, limit));
      if (text === undefined) return rules;
      const combined = rules.plus(folder, text);
      const [first] = combined.refused;
      if (first !== undefined) this.#gap(path, refusal(combined.refused.length), first);
      return combined;
    } catch (error) {
      this.#gap(path, reasonOf(error));
      return rules;
    }
  }

  #visit(entry: Entry, place: Place): void {
    const path = join(place.path, entry.name);
    if (isToolFolder(entry.name)) return;
    if (entry.kind === "directory") return this.#visitFolder(entry.name, path, place);

    const isIgnored = place.ignored || place.rules.ignores(path, "file");
    if (isIgnored && !isEnvironmentFile(entry.name)) return;
    if (entry.kind === "link") return this.#visitLink(entry.name, path, isIgnored);
    if (entry.kind === "other") return this.#gap(path, "not a regular file");
    this.#attempt(path, () => this.#add(entry.name, path, path, this.#source.bytes(path), isIgnored));
  }

  #visitFolder(name: string, path: string, place: Place): void {
    const ignored = place.ignored || place.rules.ignores(path, "directory");
    if (ignored && isOutputFolder(name)) return;
    if (place.depth + 1 > this.#limits.depth) return this.#gap(path, `more than ${this.#limits.depth} folders deep`);
    this.enter({ path, depth: place.depth + 1, rules: place.rules, ignored });
  }

  #visitLink(name: string, path: string, isIgnored: boolean): void {
    this.#attempt(path, () => {
      const end = this.#source.follow(path);
      if (end.kind === "nowhere") return this.#gap(path, end.reason);
      if (end.path.split("/").some(isToolFolder)) return this.#gap(path, "a link into a folder that is not audited");
      this.#links.set(path, end.path);
      // A folder is read once, under its own path: reading it again under the link's would double every finding in it.
      if (end.kind === "directory") this.#linkedFolders.push(path);
      else this.#add(name, path, end.path, end.bytes, isIgnored);
    });
  }

  #add(name: string, path: string, target: string, bytes: number, isIgnored: boolean): void {
    // A lockfile all the same: what it locks is not read, that it is there counts.
    if (name === "bun.lockb" && !isVendoredLockfile(path, name)) return this.#gap(path, "a binary lockfile");
    if (isBinaryName(name) || isVendoredLockfile(path, name)) return;
    const limit = byteLimit(name, this.#limits);
    if (bytes > limit) return this.#gap(path, `larger than ${limit} bytes`);
    if (!isTextName(name) && !isPlainText(this.#source.read(target, SNIFFED_BYTES))) return;
    this.#files.push({ path, zone: zoneOf(path), bytes, ...(isIgnored ? { ignored: true } : {}) });
  }

  #isFull(place: Place): boolean {
    const { files, ignoredEntries } = this.#limits;
    if (this.#files.length >= files) {
      this.#gapOnce(`more than ${files} files; the rest was not read`);
      return true;
    }
    if (!place.ignored) return false;
    this.#ignoredEntries += 1;
    if (this.#ignoredEntries <= ignoredEntries) return false;
    this.#gapOnce(`more than ${ignoredEntries} ignored entries; the rest was not searched for environment files`);
    return true;
  }

  #linkGaps(): Gap[] {
    if (this.#linkedFolders.length === 0) return [];
    const read = new Set(this.#files.flatMap((file) => ancestorsOf(file.path)));
    return this.#linkedFolders.flatMap((path) => {
      const target = this.#links.get(path) ?? "";
      const name = target === "" ? "the audited root" : target;
      if (!read.has(target)) return [{ path, reason: `a link to ${name}, which is not read` }];
      // The content is read, but not as what the link's name makes of it.
      return ENVIRONMENT_NAME.test(path) ? [{ path, reason: `a link to ${name}, read under that path only` }] : [];
    });
  }

  #attempt(path: string, action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#gap(path, reasonOf(error));
    }
  }

  #gap(path: string, reason: string, line?: number): void {
    const at = path === "" ? "." : path;
    this.#gaps.push(line === undefined ? { path: at, reason } : { path: at, reason, line });
  }

  #gapOnce(reason: string): void {
    if (!this.#gaps.some((gap) => gap.reason === reason)) this.#gap("", reason);
  }
}

function refusal(patterns: number): string {
  const subject = patterns === 1 ? "an ignore pattern was" : `${patterns} ignore patterns were`;
  return `${subject} left out: too intricate or too many to match in bounded time`;
}

const SNIFFED_BYTES = 8 * 1024;

const ENVIRONMENT_NAME = /(?:^|[/._-])(?:prod(?:uction)?|live|stag(?:e|ing)|dev(?:elopment)?|preview|qa|uat|sandbox)$/i;

/** The folders a path lies in, the root ("") included. */
function ancestorsOf(path: string): string[] {
  const names = path.split("/");
  return names.map((_, index) => names.slice(0, index).join("/"));
}

function kindOf(source: Source, folder: string, name: string): Entry["kind"] | undefined {
  return source.list(folder).find((entry) => entry.name === name)?.kind;
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function byPath(a: { readonly path: string; readonly line?: number }, b: typeof a): number {
  return compare(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0);
}

/** By code unit, so that the order is the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
