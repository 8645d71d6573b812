// dist/ = the bundled program, the types of its public API, and the pages and grammars that it reads.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");

rmSync(dist, { recursive: true, force: true });
declareTypes();
keepPublicTypes();
await bundleProgram();
copyPages();
copyGrammars();
chmodSync(join(dist, "bin/bulkhead.js"), 0o755);

function declareTypes() {
  const { status } = spawnSync(process.execPath, [compiler(), "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

function compiler() {
  try {
    const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
    return join(dirname(manifest), "bin/tsc");
  } catch {
    console.error("The build needs TypeScript, a development dependency: run `npm install` without --omit=dev.");
    process.exit(1);
  }
}

/** The compiler declares every module that the API is made of; a caller sees those that its types refer to. */
function keepPublicTypes() {
  const kept = new Set();
  const open = [join(dist, "src/audit.d.ts")];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (kept.has(path)) continue;
    kept.add(path);
    for (const [, specifier] of readFileSync(path, "utf8").matchAll(/(?:from |import\()"(\.[^"]+)"/g)) {
      open.push(join(dirname(path), specifier.replace(/\.[jt]s$/, ".d.ts")));
    }
  }
  for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const path = join(dist, file);
    if (path.endsWith(".d.ts") && !kept.has(path)) rmSync(path);
  }
}

async function bundleProgram() {
  // Only now: without development dependencies the compiler is missed first, and its message says what to do.
  const { bundle } = await import("./bundle.mjs");
  await bundle(dist);
}

function copyPages() {
  const rules = join(root, "rules");
  if (!existsSync(rules)) return;
  cpSync(rules, join(dist, "rules"), {
    recursive: true,
    filter: (path) => extname(path) === "" || extname(path) === ".md",
  });
}

/** The grammars' packages also hold native code that would be compiled where they are installed, so only these files ship. */
function copyGrammars() {
  const { resolve } = createRequire(import.meta.url);
  for (const [name, file] of [
    ["@tree-sitter-grammars/tree-sitter-hcl", "tree-sitter-terraform.wasm"],
    ["tree-sitter-bicep", "tree-sitter-bicep.wasm"],
  ]) {
    const folder = join(dist, "src/extract/grammar");
    cpSync(resolve(`${name}/${file}`), join(folder, file));
    cpSync(resolve(`${name}/LICENSE`), join(folder, file.replace(".wasm", ".LICENSE")));
  }
}
