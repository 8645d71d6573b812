import { XmlDocument, type XmlElement } from "libxml2-wasm";
import type { Log } from "sarif";
import type { JsonReport } from "../../../src/report/json/report-schema.ts";
import type { Finding, Risk } from "../../../src/report/oscal/types.ts";
import { fromChecks, type Verdicts } from "./verdicts.ts";

export function inJson(text: string): Verdicts {
  const { controls, signals, summary } = JSON.parse(text) as JsonReport;
  const checks = controls.flatMap((control) => control.checks);
  return {
    ...fromChecks(Object.fromEntries(checks.map(({ id, status }) => [id, status]))),
    readiness: Object.fromEntries(controls.map(({ slug, readiness }) => [slug, readiness])),
    signals: Object.fromEntries(signals.map(({ number, status }) => [number, status])),
    findings: { proven: summary.findings.proven, suppressed: summary.findings.suppressed },
  };
}

interface SarifVerdicts {
  readonly signals: readonly { number: number; status: string }[];
  readonly controls: readonly { slug: string; readiness: string; checks: readonly { id: string; status: string }[] }[];
}

/** The verdicts from the property bag, the findings from the results themselves. */
export function inSarif(text: string): Verdicts {
  const run = (JSON.parse(text) as Log).runs[0];
  const { signals, controls } = (run?.properties ?? { signals: [], controls: [] }) as unknown as SarifVerdicts;
  const failing = run?.results?.filter(({ kind, level }) => kind === "fail" && level === "error") ?? [];
  return {
    ...fromChecks(Object.fromEntries(controls.flatMap(({ checks }) => checks.map(({ id, status }) => [id, status])))),
    readiness: Object.fromEntries(controls.map(({ slug, readiness }) => [slug, readiness])),
    signals: Object.fromEntries(signals.map(({ number, status }) => [number, status])),
    findings: {
      proven: failing.length,
      suppressed: failing.filter(({ suppressions = [] }) => suppressions.length > 0).length,
    },
  };
}

/** By a strict parser; a test case is judged by its elements, and its own words must agree with them. */
export function inJunit(text: string): Verdicts {
  const document = XmlDocument.fromString(text);
  try {
    const suites = elements(document.root, "testsuite").filter((suite) => elements(suite, "testcase").length > 0);
    const cases = suites.flatMap((suite) => elements(suite, "testcase"));
    const bodies = cases.map((one) =>
      elements(one, "*")
        .map(({ content }) => content)
        .join("\n"),
    );
    const statuses = cases.map((one) => [`${attribute(one, "classname")}/${attribute(one, "name")}`, caseStatus(one)]);
    const count = (pattern: RegExp) => bodies.reduce((sum, body) => sum + [...body.matchAll(pattern)].length, 0);
    return {
      ...fromChecks(Object.fromEntries(statuses)),
      readiness: Object.fromEntries(suites.map((suite) => [attribute(suite, "name"), propertyOf(suite, "readiness")])),
      signals: Object.fromEntries(
        cases.flatMap((one, at) => {
          const signal = /^signal: (\d)$/m.exec(bodies[at] ?? "")?.[1];
          return signal ? [[signal, caseStatus(one)]] : [];
        }),
      ),
      findings: { proven: count(/^proven: /gm), suppressed: count(/^ {2}suppressed by /gm) },
    };
  } finally {
    document.dispose();
  }
}

function caseStatus(testCase: XmlElement): string {
  const told = /^status: (\S+)$/m.exec(elements(testCase, "system-out")[0]?.content ?? "")?.[1] ?? "";
  const [skipped] = elements(testCase, "skipped");
  if (elements(testCase, "failure").length > 0) return told === "fail" ? "fail" : `failure, yet ${told}`;
  if (skipped === undefined) return told === "pass" ? "pass" : `passed, yet ${told}`;
  const [said] = attribute(skipped, "message").split(/(?:, attested [a-z ]+)?: /);
  return said === told.replace("-", " ") ? told : `skipped, yet ${told}`;
}

function elements(parent: XmlElement, name: string): XmlElement[] {
  return parent.find(name) as XmlElement[];
}

function attribute(element: XmlElement, name: string): string {
  return element.attr(name)?.value ?? "";
}

function propertyOf(suite: XmlElement, name: string): string {
  const [property] = suite.find(`properties/property[@name="${name}"]`) as XmlElement[];
  return property ? attribute(property, "value") : "";
}

interface OscalResult {
  readonly observations: readonly {
    title: string;
    types: readonly string[];
    methods: readonly string[];
    props: Finding["props"];
  }[];
  readonly risks: readonly Risk[];
  readonly findings: readonly Finding[];
}

/** Determinations where there are any; what does not apply is observed and not determined. */
export function inOscal(text: string): Verdicts {
  const document = JSON.parse(text) as { "assessment-results": { results: readonly OscalResult[] } };
  const [{ observations = [], risks = [], findings = [] } = {}] = document["assessment-results"]
    .results as Partial<OscalResult>[];
  const value = (props: Finding["props"], name: string) => props.find((one) => one.name === name)?.value;
  const observed = observations.filter(({ props }) => value(props, "status") !== undefined);
  const determined = new Map(
    findings.map(({ target, props, remarks = "" }) => [
      target["target-id"],
      { ...target.status, status: value(props, "status"), isAttested: remarks.startsWith("Attested: yes") },
    ]),
  );
  const statusOf = (id: string, told: string) => {
    const found = determined.get(id.replace("/", "."));
    if (found === undefined) return told === "not-applicable" ? told : `${told}, yet undetermined`;
    const states: Record<string, string> = {
      pass: "satisfied pass",
      fail: "not-satisfied fail",
      unknown: found.isAttested ? "satisfied other" : "not-satisfied other",
    };
    return `${found.state} ${found.reason}` === states[told] && found.status === told
      ? told
      : `${told}, yet ${found.state}`;
  };
  const checks = observed.map(({ title, props }) => [title, statusOf(title, value(props, "status") ?? "")] as const);
  const controls = findings.filter(({ props }) => value(props, "readiness") !== undefined);
  return {
    ...fromChecks(Object.fromEntries(checks)),
    readiness: Object.fromEntries(
      controls.map(({ target, props }) => [target["target-id"], value(props, "readiness") ?? ""]),
    ),
    signals: Object.fromEntries(
      observed.flatMap(({ title, props }) => {
        const signal = value(props, "signal");
        return signal ? [[signal, Object.fromEntries(checks)[title] ?? ""]] : [];
      }),
    ),
    findings: {
      proven: risks.length,
      suppressed: risks.filter(({ status }) => status === "deviation-approved").length,
    },
  };
}
