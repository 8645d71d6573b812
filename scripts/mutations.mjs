// Makes one signal at a time true in clean stacks, and prints what was caught:
//   npm run bench:mutations [-- <part of a stack's name>…]
import { withSource } from "./load-source.mjs";

await withSource("bench/mutations/main.ts", ({ runBench }) => {
  const { text, clean } = runBench(process.argv.slice(2));
  process.stdout.write(`${text}\n`);
  process.exitCode = clean ? 0 : 1;
});
