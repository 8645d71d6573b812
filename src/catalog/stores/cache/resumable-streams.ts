import { at, host, scope, symbols } from "../../shorthand.ts";
import type { StoreEntry } from "../../types.ts";

/** Answers that are being streamed, kept so that a reader who comes back can go on with them. */
export const resumableStreams: StoreEntry = {
  provider: "resumable-stream",
  kind: "cache",
  label: "resumable stream",
  opens: [
    {
      ...symbols(["resumable-stream", "resumable-stream/ioredis"], "createResumableStreamContext"),
      levels: [host([], { implicit: ["REDIS_URL", "KV_URL"] }), scope(at("0.keyPrefix"))],
      wraps: at("0.publisher", "0.subscriber"),
    },
    {
      ...symbols("resumable-stream/generic", "createResumableStreamContext"),
      levels: [scope(at("0.keyPrefix"))],
      wraps: at("0.publisher", "0.subscriber"),
    },
  ],
  narrows: [],
  operations: [
    { methods: ["resumeExistingStream", "hasExistingStream"], effect: "read" },
    { methods: ["createNewResumableStream", "resumableStream"], effect: "write" },
  ],
  limitsContainers: false,
  isContext: false,
};
