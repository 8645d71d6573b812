import { isPackage } from "../../catalog/match.ts";
import { sinkEntries } from "../../catalog/sinks/index.ts";
import { stores } from "../../catalog/stores/index.ts";

const patterns: readonly string[] = [
  ...stores.flatMap((s) => s.opens.flatMap((o) => o.packages)),
  ...sinkEntries.flatMap((s) => s.calls.flatMap((c) => c.packages)),
  "@aws-sdk/*",
  "@azure/*",
  "@google-cloud/*",
  "@modelcontextprotocol/*",
  "@nestjs/*",
  "@upstash/*",
  "amqplib",
  "bull",
  "bullmq",
  "eventemitter2",
  "eventemitter3",
  "inngest",
  "kafkajs",
  "mitt",
  "nats",
  "pg-boss",
  "rxjs",
  "socket.io",
  "ws",
];

const builtIn = /^(node:|bun:|cloudflare:|(fs|events|stream|net|http|https|child_process|worker_threads)(\/|$))/;

/** Whether what a package does with a record is known: a store, a queue, a transport. Any other may add to it what the repository cannot show. */
export function isKnownPackage(name: string): boolean {
  return name === "" || builtIn.test(name) || patterns.some((pattern) => isPackage(pattern, name));
}
