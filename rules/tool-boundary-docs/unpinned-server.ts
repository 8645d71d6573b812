import { locate, type Place } from "../../src/model/location.ts";
import { defineCheck, type Finding, fail, notApplicable, pass, unknown } from "../../src/model/rule.ts";
import type { ServerLaunch } from "../../src/model/server-launch.ts";
import type { Stack } from "../../src/model/stack.ts";
import { distinctLocations, listed } from "../../src/model/wording.ts";
import { references } from "../frameworks/references.ts";

type FaultId = "newest-version" | "range-of-versions";

/** TB-9: an MCP server is started in a version that somebody has looked at. */
export const unpinnedServer = defineCheck<FaultId>({
  id: "tool-boundary-docs/unpinned-server",
  asks: "Is every MCP server that is fetched from a registry pinned to a version?",
  references: references(
    "LLM03:2025",
    "ASI04",
    "AISVS 10.1.2",
    "AISVS 10.4.8",
    "MANAGE 3.1",
    "A.4.4",
    "AML.T0109",
    "AML.M0023",
    "CWE-494",
    "CWE-1357",
  ),
  faults: {
    "newest-version": {
      says: "{server} starts {package} in whatever version is the newest{written}.",
      because:
        "Whoever publishes the next version decides what the tools are called, what they say and what they run, with the credentials the server is given.",
      fix: "Write an exact version or digest, and raise it in a change that somebody reviews.",
    },
    "range-of-versions": {
      says: "{server} starts {package} in a range of versions{written}.",
      because: "A version that nobody has looked at starts as soon as it is published.",
      fix: "Write an exact version or digest.",
    },
  },
  judge(stack) {
    const started = startsIn(stack);
    if (started.length === 0) return notApplicable("No MCP server is started from a registry.");
    const open = started.filter(({ launch }) => launch.pinned === "none");
    if (open.length > 0) return fail(open.map((one) => toFinding("newest-version", one)));

    const loose = started.filter(({ launch }) => launch.pinned === "range");
    const unread = started.filter(({ launch }) => launch.pinned === "unread");
    if (loose.length + unread.length > 0) {
      const names = listed([...loose, ...unread].map(({ name }) => name));
      return unknown(
        `The exact version that ${names} starts is not in the repository.`,
        `Is ${names} held to one version where it is started?`,
        {
          suspected: loose.map((one) => toFinding("range-of-versions", one)),
          evidence: unread.map(({ at, name }) => locate(at, "server", name)),
        },
      );
    }
    return pass(
      distinctLocations(started.map(({ at, name, launch }) => locate(at, "server", `${name}: ${pinOf(launch)}`))),
    );
  },
});

interface Start {
  readonly name: string;
  readonly subject: string;
  readonly launch: ServerLaunch;
  readonly at: Place;
  readonly launchAt?: Place;
}

/** What committed configuration of clients starts, and what code does. */
function startsIn({ mcpServers, mcpClients }: Stack): readonly Start[] {
  return [
    ...mcpServers.flatMap(({ name, launch, at, launchAt }) =>
      launch
        ? [
            {
              name: `the MCP server ${name}`,
              subject: `${at.path}#${name}`,
              launch,
              at,
              ...(launchAt ? { launchAt } : {}),
            },
          ]
        : [],
    ),
    ...mcpClients.flatMap(({ launch, at }) =>
      launch ? [{ name: "an MCP client", subject: `${at.path}#${launch.package}`, launch, at }] : [],
    ),
  ];
}

function pinOf({ pinned, version }: ServerLaunch): string {
  return pinned === "lockfile" ? "by the lockfile" : (version ?? "");
}

function toFinding(fault: FaultId, { name, subject, launch, at, launchAt }: Start): Finding<FaultId> {
  return {
    fault,
    subject,
    data: {
      server: name.replace(/^./, (letter) => letter.toUpperCase()),
      package: launch.package,
      written: launch.version === null ? "" : ` (${launch.version})`,
    },
    at: locate(at, "server", launch.package),
    related: launchAt ? [locate(launchAt, "package", launch.package)] : [],
    environments: [],
    failurePath: null,
    contamination: [],
  };
}
