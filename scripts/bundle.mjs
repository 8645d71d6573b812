// The program as a few files: the command with what a question such as --help needs, and the rest in chunks that are loaded
// when they are wanted. Started from a few files instead of a thousand, an audit begins a third sooner.
//
// Only the project's own modules are joined: dependencies stay packages, which `npm audit` sees and npm updates.
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const entries = { "bin/bulkhead": "bin/bulkhead.ts", "src/audit": "src/audit.ts" };

/** Writes the program below `folder`, which also holds the grammars and pages that it finds by their place. */
export async function bundle(folder) {
  const reach = { command: new Set(), api: new Set() };
  const build = await rolldown({
    cwd: root,
    input: entries,
    platform: "node",
    tsconfig: false,
    external: (id) => !/^\.|^\/|^[A-Za-z]:[\\/]/.test(id),
    plugins: [keepAddresses, collectReach(reach)],
  });
  await build.write({
    dir: folder,
    format: "esm",
    chunkFileNames: "chunks/[name].js",
    // What every command line loads is three small files, however many commands share its parts; and the public API
    // takes none of the command's with it.
    codeSplitting: {
      groups: [
        { name: "shared", test: (id) => reach.command.has(id) && reach.api.has(id) },
        { name: "command", test: (id) => reach.command.has(id) && !id.endsWith("bulkhead.ts") },
      ],
    },
  });
  await build.close();
}

/** Collects the modules that each entry imports before it is asked anything. */
function collectReach({ command, api }) {
  return {
    name: "collect-reach",
    buildEnd() {
      for (const [entry, reached] of [
        [entries["bin/bulkhead"], command],
        [entries["src/audit"], api],
      ]) {
        const open = [join(root, entry)];
        for (let id = open.pop(); id !== undefined; id = open.pop()) {
          if (reached.has(id)) continue;
          reached.add(id);
          open.push(...(this.getModuleInfo(id)?.importedIds ?? []));
        }
      }
    },
  };
}

/**
 * Every module goes by the address that it has in the sources, so that it finds the grammars and pages that lie beside it.
 * All chunks lie one folder deep, from where `..` is the folder of the bundle.
 */
const keepAddresses = {
  name: "keep-addresses",
  transform(code, id) {
    if (!code.includes("import.meta.url")) return null;
    const path = relative(root, id).split(sep).join("/");
    return code.replaceAll(/\bimport\.meta\.url\b/g, `new URL(${JSON.stringify(`../${path}`)}, import.meta.url).href`);
  },
};

// For tests: node scripts/bundle.mjs <folder>
if (process.argv[2] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await bundle(process.argv[2]);
}
