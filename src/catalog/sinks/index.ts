import type { SinkEntry } from "../types.ts";
import { cloudAccounts } from "./cloud-accounts.ts";
import { codeHosts } from "./code-hosts.ts";
import { content } from "./content.ts";
import { customers } from "./customers.ts";
import { files } from "./files.ts";
import { hosting } from "./hosting.ts";
import { http } from "./http.ts";
import { identities } from "./identities.ts";
import { machines } from "./machines.ts";
import { mail } from "./mail.ts";
import { messaging } from "./messaging.ts";
import { offices } from "./offices.ts";
import { payments } from "./payments.ts";
import { processes } from "./processes.ts";
import { projects } from "./projects.ts";
import { queues } from "./queues.ts";
import { sandboxes } from "./sandboxes.ts";

/** Everything that reaches the world outside and is no store. */
export const sinkEntries: readonly SinkEntry[] = [
  ...http,
  ...payments,
  ...mail,
  ...messaging,
  ...codeHosts,
  ...projects,
  ...customers,
  ...offices,
  ...identities,
  ...content,
  ...hosting,
  ...queues,
  ...processes,
  ...sandboxes,
  ...machines,
  ...files,
  ...cloudAccounts,
];
