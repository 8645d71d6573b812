import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "dist/**", "fixtures/**"],
    // Left alone, a run keeps one core free; on a two-core CI machine that halves the speed.
    pool: "forks",
    maxWorkers: "100%",
    restoreMocks: true,
    unstubEnvs: true,
    env: { TZ: "UTC" },
    testTimeout: 60_000,
  },
});
