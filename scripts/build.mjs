// dist/ = the compiled program plus the pages that `bulkhead explain` prints.
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const bin = join(root, "dist/bin/bulkhead.js");

rmSync(join(root, "dist"), { recursive: true, force: true });
compile();
copyPages();
copyGrammars();
chmodSync(bin, 0o755);

function compile() {
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

function copyPages() {
  const rules = join(root, "rules");
  if (!existsSync(rules)) return;
  cpSync(rules, join(root, "dist/rules"), {
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
    const folder = join(root, "dist/src/extract/grammar");
    cpSync(resolve(`${name}/${file}`), join(folder, file));
    cpSync(resolve(`${name}/LICENSE`), join(folder, file.replace(".wasm", ".LICENSE")));
  }
}
