import { defineConfig } from "vitest/config";

// What npm would publish, installed and run as a user has it: npm run test:packed
export default defineConfig({
  test: {
    include: ["test/packed/**/*.test.ts"],
    globalSetup: ["test/packed/install.ts"],
    // What runs here are other processes, which the machine has its hands full with.
    fileParallelism: false,
    pool: "threads",
    env: { TZ: "UTC" },
    testTimeout: 120_000,
  },
});
