#!/usr/bin/env node
import { runCli } from "../src/cli/run-cli.ts";

// A reader such as `head` may leave before the report ends; that is its right, and no failure of the audit.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`bulkhead: the report could not be printed (${error.code ?? error.name}).\n`);
  process.exitCode = 2;
});

process.exitCode = await runCli(process.argv.slice(2));
