import type { ServerLaunch } from "../../model/server-launch.ts";

/** What the repository itself says of packages, for the folder in which a command is run. */
export interface KnownPackages {
  /** A package of the repository. */
  readonly isOwn: (name: string) => boolean;
  /** A dependency of it, which a runner takes in the version that is installed. */
  readonly isDependency: (name: string) => boolean;
}

/** A word of a command; null where it holds a variable. */
export type Word = string | null;

/**
 * What a command fetches from a registry to run it; null where it runs what is there already: a program, a file, a
 * package of the repository.
 */
export function launchOf(command: Word, args: readonly Word[], known: KnownPackages): ServerLaunch | null {
  const [program, words] = unwrapped(command, args);
  if (program === null) return null;
  switch (baseName(program)) {
    case "npx":
    case "bunx":
    case "pnpx":
      return npmLaunch(words, known);
    case "npm":
      return npmLaunch(after(words, /^(exec|x)$/), known);
    case "pnpm":
      return npmLaunch(after(words, /^(dlx|exec)$/), known);
    case "yarn":
      return npmLaunch(after(words, /^dlx$/), known);
    case "bun":
      return npmLaunch(after(words, /^x$/), known);
    case "uvx":
      return pythonLaunch(words);
    case "uv":
      return pythonLaunch(after(after(words, /^tool$/), /^run$/));
    case "pipx":
      return pythonLaunch(after(words, /^run$/));
    case "docker":
    case "podman":
      return imageLaunch(after(words, /^run$/));
    default:
      return null;
  }
}

function baseName(program: string): string {
  return (program.split(/[\\/]/).at(-1) ?? "").replace(/\.(cmd|exe)$/i, "").toLowerCase();
}

/** `cmd /c npx …`, `sh -c "npx …"`, `env A=b npx …`, `op run -- npx …`: the command inside. */
function unwrapped(command: Word, args: readonly Word[], depth = 0): readonly [Word, readonly Word[]] {
  if (command === null || depth > 3) return [command, args];
  const base = baseName(command);
  const again = (words: readonly Word[]): readonly [Word, readonly Word[]] =>
    unwrapped(words[0] ?? null, words.slice(1), depth + 1);
  if (base === "cmd") return again(args.filter((a) => !/^\/[cdsq]$/i.test(a ?? "")));
  if (/^(sh|bash|zsh|dash)$/.test(base)) {
    const line = args.find((a) => a !== null && !a.startsWith("-"));
    return line?.includes(" ") ? again(line.split(/\s+/).filter((w) => w !== "exec")) : [command, args];
  }
  if (base === "env") return again(args.filter((a) => a !== null && !/^[A-Za-z_]\w*=/.test(a) && !a.startsWith("-")));
  const divider = args.indexOf("--");
  if (divider >= 0 && /^(op|doppler|dotenv|dotenvx|infisical|aws-vault|chamber|teller)$/.test(base))
    return again(args.slice(divider + 1));
  // The whole command line in one word.
  return command.includes(" ") && args.length === 0 ? again(command.trim().split(/\s+/)) : [command, args];
}

/** The words behind a subcommand; none where another is given. */
function after(words: readonly Word[], subcommand: RegExp): readonly Word[] {
  const i = words.findIndex((w) => w !== null && !w.startsWith("-"));
  return i >= 0 && subcommand.test(words[i] ?? "") ? words.slice(i + 1) : [];
}

function npmLaunch(words: readonly Word[], known: KnownPackages): ServerLaunch | null {
  const spec =
    named(words, /^(-p|--package)$/) ?? positional(words, /^(-c|--call|--prefix|--registry|--cache|-w|--workspace)$/);
  if (spec === undefined) return null;
  if (spec === null) return unread("npm");
  if (/^[./~]|^file:|\.(js|mjs|cjs|ts)$/.test(spec)) return null;
  if (/^(git\+|https?:|github:|gitlab:)|^[\w.-]+\/[\w.-]+(#|$)/.test(spec)) return gitLaunch(spec);
  if (isVariable(spec.replace(/(?<=.)@.*$/, ""))) return unread("npm");
  const [, name = spec, version = null] = /^(@?[^@]+)(?:@(.*))?$/.exec(spec) ?? [];
  if (known.isOwn(name)) return null;
  if (version === null)
    return { package: name, registry: "npm", pinned: known.isDependency(name) ? "lockfile" : "none", version };
  return { package: name, registry: "npm", pinned: pinOf(version), version };
}

function pinOf(version: string): ServerLaunch["pinned"] {
  if (/^v?\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(version)) return "exact";
  if (isVariable(version)) return "unread";
  return /^[\^~<>=*xX\d]/.test(version) ? "range" : "none";
}

const pythonValues =
  /^(-p|--python|--with|--with-editable|--index|--index-url|--extra-index-url|--directory|--env-file|--refresh-package)$/;

function pythonLaunch(words: readonly Word[]): ServerLaunch | null {
  const spec = named(words, /^(--from|--spec)$/) ?? positional(words, pythonValues);
  if (spec === undefined) return null;
  if (spec === null) return unread("python");
  if (/^[./~]|\.py$/.test(spec)) return null;
  if (/^(git\+|https?:)|@ git\+/.test(spec)) return gitLaunch(spec.replace(/^.*@ (?=git\+)/, ""));
  const [, name = spec, relation = "", version = ""] =
    /^([\w.-]+)(?:\[[\w,.-]*\])?\s*(===?|@|[<>~!]=?)?\s*(.*)$/.exec(spec) ?? [];
  if (relation === "") return { package: name, registry: "python", pinned: "none", version: null };
  if (isVariable(version)) return unread("python", name);
  const isExact = /^(===?|@)$/.test(relation) && /^\d+(\.\d+)*([a-z]+\d+)?(\.(post|dev)\d+)?$/.test(version);
  const isTag = relation === "@" && !/^\d/.test(version);
  return { package: name, registry: "python", pinned: isExact ? "exact" : isTag ? "none" : "range", version };
}

/** A commit is one version; a tag or branch is whatever it is moved to, and none the newest of the default branch. */
function gitLaunch(spec: string): ServerLaunch {
  const [, address = spec, ref = null] = /^(.*?(?:\.git)?)(?:[#]|@(?=[^/@:]+$))([^#@]+)$/.exec(spec) ?? [];
  const isCommit = ref !== null && /^[0-9a-f]{7,40}$/.test(ref);
  const isVersion = ref !== null && /^v?\d/.test(ref);
  const pinned = ref === null ? "none" : isCommit ? "exact" : isVersion ? "range" : "none";
  return { package: address, registry: "git", pinned, version: ref };
}

const flagsOfRun =
  /^(-i|-t|-it|-ti|-d|-P|--rm|--init|--interactive|--tty|--detach|--privileged|--read-only|--no-healthcheck|--publish-all|--sig-proxy|-q|--quiet)$/;

function imageLaunch(words: readonly Word[]): ServerLaunch | null {
  let skip = false;
  for (const word of words) {
    if (skip) {
      skip = false;
      continue;
    }
    if (word === null) return unread("image");
    if (!word.startsWith("-")) return imageOf(word);
    skip = !word.includes("=") && !flagsOfRun.test(word);
  }
  return null;
}

function imageOf(word: string): ServerLaunch | null {
  if (isVariable(word)) return unread("image");
  const [, name = word, tag = null, digest = null] = /^(.*?)(?::([\w.-]+))?(?:@(sha256:[0-9a-f]+))?$/.exec(word) ?? [];
  if (digest !== null) return { package: name, registry: "image", pinned: "exact", version: digest };
  // An image without a namespace is one of the machine's own, unless it is one of a few.
  if (!name.includes("/")) return null;
  const pinned = tag === null || !/\d/.test(tag) ? "none" : /^v?\d+\.\d+\.\d+/.test(tag) ? "exact" : "range";
  return { package: name, registry: "image", pinned, version: tag };
}

function unread(registry: ServerLaunch["registry"], name = "a package named in a variable"): ServerLaunch {
  return { package: name, registry, pinned: "unread", version: null };
}

/** `${VERSION}`, `{env:VERSION}`. */
function isVariable(text: string): boolean {
  return /[$%]|\{/.test(text);
}

/** The value of a flag, as `--from x` or `--from=x`; undefined where it is not given. */
function named(words: readonly Word[], flag: RegExp): Word | undefined {
  for (const [i, word] of words.entries()) {
    if (word === null) continue;
    const [name = "", value] = word.split(/=(.*)/s);
    if (flag.test(name)) return value ?? words[i + 1] ?? null;
  }
  return undefined;
}

function positional(words: readonly Word[], takesValue: RegExp): Word | undefined {
  let skip = false;
  for (const word of words) {
    if (skip) skip = false;
    else if (word === null || !word.startsWith("-")) return word;
    else skip = takesValue.test(word);
  }
  return undefined;
}
