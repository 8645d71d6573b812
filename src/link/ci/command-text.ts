const mostTextLength = 240;

/** `test:*` of `npm-run-all`: every script of that form. */
export function namesMatching(name: string, all: readonly string[]): readonly string[] {
  if (!name.includes("*")) return all.includes(name) ? [name] : [];
  if (name.length > 100 || name.split("*").length > 4) return [];
  const pattern = new RegExp(
    `^${name
      .split(/\*+/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("[^:]*")}$`,
  );
  return all.filter((each) => pattern.test(each));
}

/** For people: cut, and without what may be a secret behind a flag. */
export function textOf(words: readonly string[]): string {
  const text = words
    .join(" ")
    .slice(0, 4 * mostTextLength)
    .replace(/\s+/g, " ")
    .replace(/(--?[\w-]*(?:token|key|secret|password|auth)[= ])(?!\$)[^\s$]\S*/gi, "$1…");
  return text.length > mostTextLength ? `${text.slice(0, mostTextLength)}…` : text;
}

/** Commands that run nothing of the repository. */
export const trivial = new Set(
  "[ [[ test : true false echo printf set unset exit return sleep wait kill cat ls pwd mkdir rm cp mv touch chmod chown ln head tail grep egrep sed awk jq yq cut tr sort uniq wc tee find xargs seq date which type read shift trap eval source . local let basename dirname cd pushd popd git gh tar unzip zip gzip apt apt-get brew pip pip3 corepack nvm volta mise asdf apk export $ break continue continue-on-error whoami uname df du diff cmp comm base64 openssl umask ulimit".split(
    " ",
  ),
);
