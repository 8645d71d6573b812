import type { Place } from "./location.ts";
import type { ServerLaunch } from "./server-launch.ts";

/** A server that code connects to as a client of MCP. */
export interface McpClient {
  /** Host, package or command; null if it cannot be told. */
  readonly server: string | null;
  readonly service: string;
  readonly at: Place;
  /** Whose it is: on this machine or of this repository, of somebody else, or not known. */
  readonly origin: "own" | "third-party" | "unknown";
  readonly launch: ServerLaunch | null;
  /** Where an agent is given all of its tools, and where some of them are picked. */
  readonly takenWhole: Place | null;
  readonly filteredAt: Place | null;
  /** Its name and place among the servers that one client is given together; absent where it stands alone. */
  readonly among?: { readonly name: string; readonly at: Place };
}

/** A setting by which a client starts every server that is configured, without asking for each. */
export interface BlanketApproval {
  readonly setting: string;
  readonly at: Place;
}
