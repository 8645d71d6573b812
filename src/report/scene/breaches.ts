import { isLiveIn } from "../../model/across-environments.ts";
import type { CheckResult, Report, ReportedFinding } from "../../model/report.ts";
import type { Stack } from "../../model/stack.ts";
import type { ItemKind } from "./scene.ts";

/** A proven finding of a signal as something that stands in several environments, or reaches from one into another. */
export interface Breach {
  readonly signal: number;
  readonly finding: ReportedFinding;
  readonly kind: ItemKind;
  readonly name: string;
  readonly service: string | null;
  /** Production among them; empty where the finding speaks of all alike. */
  readonly environments: readonly string[];
  /** What it reaches in production, where that is something else; null if it is shared itself. */
  readonly target: Target | null;
  /** What it is called in an environment, where the finding says so. */
  readonly faces: readonly Face[];
}

interface Face {
  readonly environment: string;
  readonly name: string;
  readonly what: string;
}

export interface Target {
  readonly kind: ItemKind;
  readonly name: string;
  readonly what: string;
}

export function breachesOf(report: Report): Breach[] {
  const signals = report.controls
    .flatMap(({ checks }) => checks)
    .filter(({ signal, status }) => signal !== null && status === "fail")
    .sort((a, b) => (a.signal ?? 0) - (b.signal ?? 0));
  return signals.flatMap((check) =>
    report.findings
      .filter(({ fingerprint, confidence }) => confidence === "proven" && check.findings.includes(fingerprint))
      .map((finding) => breachOf(report.stack, check, finding)),
  );
}

function breachOf(stack: Stack, { signal }: CheckResult, finding: ReportedFinding): Breach {
  const { subject, environments, locations } = finding;
  const common = { signal: signal ?? 0, finding, environments, target: null, faces: facesOf(finding) };
  switch (signal) {
    case 1:
      return { ...common, kind: "credential", ...namedIn(stack.credentials, subject) };
    case 2:
      return { ...common, kind: "store", ...namedIn(stack.stores, subject) };
    case 3:
      return selectionBreach(stack, common);
    case 5:
      return { ...common, kind: "CI job", name: subject, service: null, target: targetOf(stack, finding), faces: [] };
    default: {
      const [at] = locations;
      const faces = environments.map((environment) => ({ environment, name: tail(subject), what: at?.note ?? "" }));
      return { ...common, kind: "audit events", name: tail(subject), service: null, faces };
    }
  }
}

/** Twins stand on both sides of the wall; a choice reaches from the tool through it. */
function selectionBreach(stack: Stack, common: Omit<Breach, "kind" | "name" | "service">): Breach {
  const { subject, fault } = common.finding;
  if (fault === "twin-servers") return { ...common, kind: "MCP server", name: tail(subject), service: null };
  if (fault === "twin-tools") return { ...common, kind: "tool", name: tail(subject), service: null };
  const [, name = subject, by = ""] = /^(.*)#([^#]*)$/s.exec(subject) ?? [];
  const faces = common.environments.map((environment) => ({ environment, name: tail(name), what: `chooses by ${by}` }));
  const target = { kind: "endpoint", name: "target in production", what: "the model’s choice" } as const;
  return { ...common, kind: "tool", ...namedIn(stack.tools, name), target, faces };
}

/** What each environment calls it: `crm-staging → crm.staging.example`. */
function facesOf({ locations, environments }: ReportedFinding): Face[] {
  return environments.flatMap((environment) => {
    const notes = locations
      .filter(({ role }) => role === environment)
      .map(({ note }) => (/ → /.test(note) ? note.split(" → ") : []));
    const [name, ...what] = notes.find((parts) => parts.length > 1) ?? [];
    return name === undefined ? [] : [{ environment, name, what: what.join(" → ") }];
  });
}

/** A subject is the service and the name of what it is about; both may hold slashes, so the stack decides where one ends. */
function namedIn(things: readonly { readonly service: string; readonly name: string }[], subject: string) {
  const found = things.find(({ service, name }) => `${service}/${name}` === subject);
  return found ? { name: found.name, service: found.service } : { name: tail(subject), service: null };
}

function tail(subject: string): string {
  return /\/([^/]+)$/.exec(subject)?.[1] ?? subject;
}

/** What the finding says of production: `PINECONE_API_KEY: github-secret PINECONE_API_KEY` is a name and what it is. */
function targetOf(stack: Stack, { locations, environments }: ReportedFinding): Target {
  const live = environments.find((name) => isLiveIn(stack, name));
  const there = locations.find(({ role, note }) => role === live && note !== "")?.note ?? "";
  const [, name, what = ""] = nameAndRest.exec(there) ?? [];
  if (name !== undefined)
    return { kind: stack.stores.some((store) => store.name === name) ? "store" : "credential", name, what };
  // Production does not say what it calls it: the job does.
  const [, inJob] = nameAndRest.exec(locations[0]?.note ?? "") ?? [];
  return { kind: "credential", name: inJob ?? "what production uses", what: there };
}

const nameAndRest = /^(.+?): (.+)$/s;
