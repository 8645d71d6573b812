import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

// It imports JSON in a way that Node refuses and bundlers do not mind, and names source maps that it does not ship.
const workflowParser = /@actions\/workflow-parser\/.*\.js$/;

export default defineConfig({
  plugins: [
    {
      name: "workflow-parser-without-maps",
      enforce: "pre",
      load: (id) =>
        workflowParser.test(id) ? readFileSync(id, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "") : null,
    },
  ],
  test: {
    include: ["test/**/*.test.ts"],
    // The packed program has a configuration of its own: it is installed from the registry first.
    exclude: ["**/node_modules/**", "dist/**", "fixtures/**", "test/packed/**"],
    // Left alone, a run keeps one core free; on a two-core CI machine that halves the speed.
    pool: "forks",
    maxWorkers: "100%",
    // Each file in a process of its own would load the whole program again, which takes ten times as long as the tests.
    // No test replaces a module or changes what is global, so they may share it.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
    env: { TZ: "UTC" },
    testTimeout: 60_000,
    server: { deps: { inline: [workflowParser] } },
  },
});
