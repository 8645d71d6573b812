import { XmlDocument, type XmlElement } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { xmlDocument } from "../../src/report/junit/xml.ts";
import { junitReport } from "../../src/report/junit.ts";
import { decidedReport, hostileName } from "../harness/decided-report.ts";
import { reportOf, stackOf } from "../harness/report.ts";
import { sampleReport } from "../harness/sample-report.ts";

/** What Jenkins, GitLab and the others take: elements with their children and attributes. */
const grammar: Readonly<
  Record<string, { readonly children: readonly string[]; readonly attributes: readonly string[] }>
> = {
  testsuites: { children: ["testsuite"], attributes: ["name", "tests", "failures", "errors"] },
  testsuite: {
    children: ["properties", "testcase", "system-out"],
    attributes: ["name", "tests", "failures", "errors", "skipped"],
  },
  properties: { children: ["property"], attributes: [] },
  property: { children: [], attributes: ["name", "value"] },
  testcase: { children: ["skipped", "failure", "system-out"], attributes: ["classname", "name"] },
  skipped: { children: [], attributes: ["message"] },
  failure: { children: [], attributes: ["type", "message"] },
  "system-out": { children: [], attributes: [] },
};

/** Runs on the root of what a strict parser made of the text. */
function parsed<T>(text: string, read: (root: XmlElement) => T): T {
  const document = XmlDocument.fromString(text);
  try {
    return read(document.root);
  } finally {
    document.dispose();
  }
}

const found = (root: XmlElement, path: string) => root.find(path) as XmlElement[];

describe.each(
  Object.entries({
    "with every verdict": sampleReport(),
    "with decisions": decidedReport(),
    "of a hostile repository": decidedReport(hostileName),
    "with nothing in it": reportOf({ stack: stackOf({ agentEvidence: [] }) }),
  }),
)("a report %s", (_, report) => {
  it("is well-formed, and has the elements that readers of JUnit know", () => {
    parsed(junitReport(report), (root) => {
      for (const element of [root, ...found(root, "//*")]) {
        const rule = grammar[element.name];
        expect(rule, element.name).toBeDefined();
        expect(element.attrs.map(({ name }) => name)).toEqual(rule?.attributes);
        for (const child of found(element, "*")) expect(rule?.children).toContain(child.name);
      }
    });
  });

  it("counts what it holds", () => {
    parsed(junitReport(report), (root) => {
      for (const suite of found(root, "testsuite")) {
        const count = (path: string) => String(found(suite, path).length);
        expect(suite.attr("tests")?.value).toBe(count("testcase"));
        expect(suite.attr("failures")?.value).toBe(count("testcase/failure"));
        expect(suite.attr("skipped")?.value).toBe(count("testcase/skipped"));
      }
      expect(root.attr("tests")?.value).toBe(String(found(root, "//testcase").length));
      expect(root.attr("failures")?.value).toBe(String(found(root, "//failure").length));
    });
  });
});

it("shows a failure with what, why, what to do and where", () => {
  parsed(junitReport(sampleReport()), (root) => {
    const [failure] = found(root, "//failure");
    expect(failure?.attr("message")?.value).toBe(
      "PINECONE_API_KEY is one secret in production and staging. And 1 more.",
    );
    expect(failure?.content.split("\n").slice(0, 4)).toEqual([
      "proven: PINECONE_API_KEY is one secret in production and staging.",
      "  why: A call of the staging agent is billed and executed as if production had made it.",
      "  fix: Issue a key of its own to each environment.",
      "  .env.production:3:1 production binding",
    ]);
  });
});

it("fails for nothing that is suppressed, and says so", () => {
  parsed(junitReport(decidedReport()), (root) => {
    const [accepted] = found(root, '//testcase[@name="accepted"]');
    expect(accepted && found(accepted, "failure")).toEqual([]);
    expect(accepted && found(accepted, "skipped")[0]?.attr("message")?.value).toMatch(
      /^fail: .* All of it is suppressed\.$/,
    );
    // One of its two findings counts.
    const [half] = found(root, '//testcase[@name="unscoped-credential"]');
    expect(half && found(half, "failure")[0]?.content).toContain(
      "  suppressed by config: support-agent is retired (support-agent team; until 2027-01-31)",
    );
  });
});

it("shows the evidence of a pass, and who attested what", () => {
  parsed(junitReport(decidedReport()), (root) => {
    const out = (name: string) => found(root, `//testcase[@name="${name}"]/system-out`)[0]?.content;
    expect(out("passes")).toContain("evidence: src/support-agent.ts:15:1 production support-agent: support-agent");
    expect(out("attested")).toContain("attested: yes, by support-agent on 2026-10-01, holds until 2027-01-31");
    const [skipped] = found(root, '//testcase[@name="attested"]/skipped');
    expect(skipped?.attr("message")?.value).toBe("unknown, attested yes: support-agent is not told.");
  });
});

it("tells what was not inspected and which settings had no effect", () => {
  parsed(junitReport(decidedReport()), (root) => {
    const about = found(root, 'testsuite[@name="bulkhead"]/system-out')[0]?.content;
    expect(about).toContain("not inspected: infra/main.bicep:3: Bicep is not read.");
    expect(about).toContain(
      "expired-suppression: expired-suppression of support-agent. (bulkhead.config.support-agent.yaml:2)",
    );
  });
});

it("writes whatever a string holds as XML 1.0 that reads back", () => {
  const text = "a\u0000\u0008\u001f\ud800\udc00\ud801\ufffe\uffff]]>&amp;<b>\"'\t\n\r end";
  const legal = "a\ufffd\ufffd\ufffd\ud800\udc00\ufffd\ufffd\ufffd]]>&amp;<b>\"'\t\n\ufffd end";
  parsed(xmlDocument({ name: "e", attributes: { a: text }, children: [{ name: "t", text }] }), (root) => {
    expect(root.attr("a")?.value).toBe(legal);
    expect(root.content.trim()).toBe(legal);
  });
});
