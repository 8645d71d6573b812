import { describe, expect, it } from "vitest";
import { readShell } from "../../../src/link/ci/shell.ts";
import { ShellScope } from "../../../src/link/ci/shell-scope.ts";

/** The commands that a script runs, one a line, each as its words; what it sets is known to the ones after it. */
function ran(
  script: string,
  args: readonly string[] | null = [],
  variables: Readonly<Record<string, string>> = {},
): readonly string[] {
  const scope = new ShellScope(new Map(Object.entries(variables)), args, { folder: "ops", root: "." });
  const lines: string[] = [];
  for (const { words, assignments, reads } of readShell(script, scope)) {
    const [name = "", ...rest] = words;
    const declared = /^(?:export|local|declare|readonly)$/.test(name) ? rest : [];
    for (const text of declared) {
      const [, variable, value = ""] = /^(\w+)=(.*)$/s.exec(text) ?? [];
      if (variable !== undefined) scope.set(variable, value);
    }
    if (name === "") for (const { name: variable, value } of assignments) scope.set(variable, value);
    else if (declared.length === 0) lines.push([...words, ...(reads === null ? [] : [`<<< ${reads}`])].join(" "));
  }
  return lines;
}

describe("arguments", () => {
  it.each<[string, readonly string[] | null, readonly string[]]>([
    ["ship $1 ${2:-eu} $#", ["staging"], ["ship staging eu 1"]],
    ["target=$1\nship ops/$target.tpl", ["staging"], ["ship ops/staging.tpl"]],
    ['target="${1:?which}"; ship "$target"', ["staging"], ["ship staging"]],
    ['exec ship "$@" --yes', ["a b", "c"], ["ship a b c --yes"]],
    ["target=$1; shift; ship $target $1 $@", ["staging", "eu"], ["ship staging eu eu"]],
    ["set -- live us\nship $1 $2", ["staging"], ["ship live us"]],
    ["ship $1 ${2:-eu}", null, ["ship $1 eu"]],
    ["ship ${TARGET^^} ${FILE%.env} ${FILE#ops/}", [], ["ship LIVE ops/live live.env"]],
  ])("%s", (script, args, expected) => {
    expect(ran(script, args, { TARGET: "live", FILE: "ops/live.env" })).toEqual(expected);
  });

  it("are told by options that a loop takes off", () => {
    const script =
      'while [[ $# -gt 0 ]]; do\n  case "$1" in\n    --env) TARGET="$2"; shift 2 ;;\n    -y) YES=1; shift ;;\n    *) shift ;;\n  esac\ndone\nship "$TARGET" "$YES"';
    expect(ran(script, ["--env", "staging", "-y"])).toEqual(["ship staging 1"]);
  });
});

describe("branches", () => {
  const choosing =
    'case "$1" in\n  prod|production) file=fly.toml ;;\n  stag*) file=fly.staging.toml ;;\n  *) usage; exit 64 ;;\nesac\nship "$file"';
  it.each<[string, readonly string[] | null, readonly string[]]>([
    [choosing, ["production"], ["ship fly.toml"]],
    [choosing, ["staging"], ["ship fly.staging.toml"]],
    [choosing, ["other"], ["usage"]],
    [choosing, null, ["usage", "ship $(file?)"]],
    ['if [ "$1" = production ]; then a; elif [ "$1" = staging ]; then b; else c; fi', ["staging"], ["b"]],
    ['if [ "$1" = production ]; then a; else b; fi', null, ["a", "b"]],
    ['[[ $1 == prod* && -n "$2" ]] && a || b', ["production", "eu"], ["a", "b"]],
    ['[[ $1 == prod* && -n "$2" ]] && a || b', ["production"], ["b"]],
    ["if ! test $# -eq 2; then usage; exit 1; fi\nship", ["one"], ["usage"]],
    ["check && ship", [], ["check", "ship"]],
    ["check || exit 1\nship", [], ["check", "ship"]],
    ['[ -z "$1" ] && exit 1\nship', [""], []],
    ["(cd sub && exit 1)\nship", [], ["cd sub", "ship"]],
    ["have jq || { echo no jq; exit 1; }\nship", [], ["have jq", "echo no jq", "ship"]],
    ["have jq || {\n  echo no jq\n  exit 1\n}\nship", [], ["have jq", "echo no jq", "ship"]],
    ['[ -n "$1" ] || { usage; exit 1; }\nship', ["a"], ["ship"]],
    ['[ -n "$1" ] || { usage; exit 1; }\nship', [""], ["usage"]],
    ['[ "$1" = production ] && { ship; exit; }\nrehearse', null, ["ship", "rehearse"]],
    ["have jq || if asked; then exit 1; fi\nship", [], ["have jq", "asked", "ship"]],
  ])("%s %j", (script, args, expected) => {
    expect(ran(script, args)).toEqual(expected);
  });

  it("leave open what they set differently, and keep what they do not", () => {
    const set = "if flag; then A=1; B=same; else A=2; B=same; fi\nship $A $B";
    expect(ran(set)).toEqual(["flag", "ship $(A?) same"]);
    expect(ran("A=1\nflag && A=2\nship $A")).toEqual(["flag", "ship $(A?)"]);
    expect(ran("A=1\nif flag; then A=2; exit; fi\nship $A")).toEqual(["flag", "ship 1"]);
  });

  it("forget what a subshell sets when it ends", () => {
    expect(ran("A=1\n(A=2; ship $A)\nship $A")).toEqual(["ship 2", "ship 1"]);
    expect(ran("flag && (A=2; ship $A) || exit 1\nship $A")).toEqual(["flag", "ship 2", "ship $A"]);
    expect(ran("A=1\n(\n  cd x\n  (A=2)\n  A=3\n  ship $A\n)\nB=$(A=4; list)\nship $A")).toEqual([
      "cd x",
      "ship 3",
      "list",
      "ship 1",
    ]);
  });

  it("leave open the lists and arguments that they set differently", () => {
    const list = 'if flag; then A=(live); else A=(staging); fi\nfor a in "${A[@]}"; do ship $a; done';
    expect(ran(list)).toEqual(["flag", "ship $a"]);
    expect(ran("flag && set -- live\nship $1", ["staging"])).toEqual(["flag", "ship $1"]);
    expect(ran('A=()\nmapfile -t A < names\nfor a in "${A[@]}"; do ship $a; done')).toEqual(["ship $a"]);
    expect(ran('A=(a)\nif flag; then B=1; fi\nship "${A[@]}"')).toEqual(["flag", "ship a"]);
  });

  it("say which values an argument is told from", () => {
    const scope = new ShellScope(new Map());
    expect([...readShell(choosing, scope)].length).toBeGreaterThan(0);
    expect([...scope.choices]).toEqual(["prod", "stag*", "*"]);
  });
});

describe("loops", () => {
  it.each<[string, readonly string[]]>([
    ["for env in production preview; do give $env; done", ["give production", "give preview"]],
    ["for env in production preview\ndo\n  give\ndone", ["give"]],
    ['LIST="a b"; for one in $LIST c; do give $one; done', ["give a", "give b", "give c"]],
    ['LIST=(a "b c"); for one in "${LIST[@]}"; do give "$one"; done', ["give a", "give b c"]],
    ["for arg; do give $arg; done", ["give x", "give y"]],
    ["for env in $(list); do give $env; done\nship $env", ["give $env", "ship $env"]],
    ["for a in 1 2 3; do [ $a = 2 ] && break; give $a; done", ["give 1"]],
    ["for a in 1 2 3; do [ $a = 2 ] && continue; give $a; done", ["give 1", "give 3"]],
    ["for ((i = 0; i < 3; i++)); do give $i; done\nship", ["give $i", "ship"]],
    ["for a+[( in x y; do give; done\nship", ["give", "ship"]],
    ["while read -r one; do give $one; done < list", ["give $one"]],
    ["until ready; do sleep 1; done\nship", ["ready", "sleep 1", "ship"]],
    ["for ((i = 0; i < ${#ARGS[@]}; i++)); do give $i; done\nship", ["give $i", "ship"]],
    ["for ((;;)) { give; }\nship", ["give", "ship"]],
  ])("%s", (script, expected) => {
    expect(ran(script, ["x", "y"])).toEqual(expected);
  });
});

describe("functions", () => {
  it.each<[string, readonly string[]]>([
    ["give() { put $1 $2; }\ngive a b\ngive c d", ["put a b", "put c d"]],
    [
      'function give {\n  local env=$1\n  for k in A B; do put $k $env <<< "${!k}"; done\n}\ngive live',
      ["put A live <<< one", "put B live <<< $B"],
    ],
    ["env=x\ngive() { local env=$1; put $env; }\ngive live\nput $env", ["put live", "put x"]],
    ['give() { [ -n "$1" ] || return; put $1; }\ngive\ngive a', ["put a"]],
    ["die() { echo no; exit 1; }\ndie\nship", ["echo no"]],
    ["again() { put a; again; }\nagain", ["put a", "again"]],
    ["never() { put a; }", []],
    ['main() { { put a; put b; } > log; }\nmain "$@"', ["put a", "put b", "}"]],
  ])("%s", (script, expected) => {
    expect(ran(script, [], { A: "one" })).toEqual(expected);
  });
});

describe("words", () => {
  it.each<[string, readonly string[]]>([
    ['WRAP="op run --env-file=live.env --"\n$WRAP npm start', ["op run --env-file=live.env -- npm start"]],
    ["WRAP=\n$WRAP npm start", ["npm start"]],
    ['A="b c"; D=$A; ship "$D"', ["ship b c"]],
    ['cd "$(dirname "$0")"\nship', ["cd ops", "ship"]],
    ['HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)\nship "$HERE/../.env.live"', ["ship ops/../.env.live"]],
    ['cd "$(git rev-parse --show-toplevel)"', ["cd ."]],
    ["echo '$@ stays' \"$@\"", ["echo $@ stays x"]],
    ["ship ${#A} ${A:0:2}", ["ship $#A $A:0:2"]],
    ["A=stag; A+=ing; ship $A", ["ship staging"]],
    ['A=(a); A+=(--env "live eu"); ship "${A[@]}"', ["ship a --env live eu"]],
    ["export $(grep -v '^#' .env.live | xargs)\nship", [". .env.live", "ship"]],
    ["env $(cat ops/.env.live | xargs) ship --now", [". ops/.env.live", "ship --now"]],
    ['eval "$(sed "s/^/export /" < .env.live)"; ship', [". .env.live", "ship"]],
    ["export $(list) && ship", ["list", "ship"]],
    ['HERE="$(cd "$(dirname "$0")" >/dev/null 2>&1 && pwd)"\nship "$HERE"', ["ship ops"]],
    ['HERE="$(cd "$(dirname "$0")" &> /dev/null; pwd -P)"\nship "$HERE"', ["ship ops"]],
  ])("%s", (script, expected) => {
    expect(ran(script, ["x"])).toEqual(expected);
  });
});

describe("hostile scripts", () => {
  it.each<[string, string]>([
    ["conditions in conditions", `${"if a; then ".repeat(3_000)}ship`],
    [
      "functions that double",
      `${Array.from({ length: 40 }, (_, i) => `f${i + 1}() { f${i}; f${i}; }`).join("\n")}\nf0() { ship; }\nf40`,
    ],
    ["loops in loops", `${"for a in 1 2 3 4 5 6 7 8 9; do x $a; ".repeat(12)}${"done; ".repeat(12)}`],
    ["cases without an end", "case $1 in a) case $1 in b) case $1 in".repeat(500)],
    ["substitutions without an end", "ship $(".repeat(5_000)],
    ["quotes in quotes", 'ship "$(a "'.repeat(4_000)],
    ["a loop that takes nothing off", "while true; do ship; done"],
    ["documents without an end", `cat ${"<<A ".repeat(7_000)}${"\n".repeat(30_000)}`],
    ["redirections without an end", `D=$(cd "$(dirname "$0")" ${"1>".repeat(3_000)} x)`],
    ["alternatives of alternatives", `if a; then b\n${"elif a; then b\n".repeat(4_000)}fi`],
  ])("survives %s", (_, script) => {
    const started = performance.now();
    expect(ran(script).length).toBeLessThan(500);
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});

describe("any words of a shell in any order", () => {
  const vocabulary =
    "if then elif else fi case in esac ) ;; for select while until do done function { } ( (( )) [[ ]] ! && || | & ; < > << EOF \" ' ` $ ${ ${!x $(( $( $1 $@ * ? - -( a=b x=$1 shift set -- local export exit break return source . eval 0 \\".split(
      " ",
    );

  it("are read to an end", () => {
    for (let seed = 1; seed <= 400; seed++) {
      const script = words(seed).join(seed % 3 === 0 ? "\n" : " ");
      expect(() => ran(script, seed % 2 === 0 ? ["a", "b"] : null), script).not.toThrow();
    }
  });

  /** Forty words by a linear congruential generator, so that what fails once fails again. */
  function words(seed: number): readonly string[] {
    let state = seed;
    return Array.from({ length: 40 }, () => {
      state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
      return vocabulary[Math.floor((state / 2 ** 32) * vocabulary.length)] ?? "";
    });
  }
});
