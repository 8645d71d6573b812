import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit } from "../../../src/audit.ts";
import type { Report } from "../../../src/model/report.ts";
import { htmlReport } from "../../../src/report/html.ts";
import { launchBrowser } from "../../harness/browser.ts";
import { hostileReport, hostileTexts } from "../../harness/hostile-report.ts";
import { sampleReport } from "../../harness/sample-report.ts";

const folder = mkdtempSync(join(tmpdir(), "bulkhead-html-"));
let browser: Browser;
let demo: Report;

beforeAll(async () => {
  browser = await launchBrowser();
  // Two controls of the twelve show every part of the page, and take a sixth of the time.
  const report = audit("fixtures/demo/five-signals/repo");
  demo = { ...report, controls: report.controls.filter(({ control }) => [4, 7].includes(control.number)) };
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page with a report in it, and everything it did besides being shown. */
async function opened(report: Report, options: Parameters<Browser["newPage"]>[0] = {}) {
  const file = join(folder, "report.html");
  writeFileSync(file, htmlReport(report));
  const page = await browser.newPage(options);
  const incidents: string[] = [];
  page.on("console", (message) => incidents.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => incidents.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => incidents.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (request.url() !== pathToFileURL(file).href) incidents.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  return { page, incidents };
}

const openAll = (page: Page) =>
  page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");

/** Elements that stick out of the page on the right; what scrolls by itself may. */
const sticksOut = `[...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .filter((one) => !one.closest(".scroll"))
  .map((one) => one.outerHTML.slice(0, 120))`;

/** Labels of the picture that are larger than what they stand in. */
const overflowingLabels = `[...document.querySelectorAll(".picture .item")].flatMap((item) => {
  const box = item.querySelector("rect").getBoundingClientRect();
  return [...item.querySelectorAll("text")].filter((text) => {
    const own = text.getBoundingClientRect();
    return own.left < box.left || own.right > box.right || own.top < box.top || own.bottom > box.bottom;
  }).map((text) => text.textContent);
})`;

it("loads nothing, runs nothing, and breaks no policy", async () => {
  const { page, incidents } = await opened(demo);
  await openAll(page);
  expect(incidents).toEqual([]);
  // The policy is in force: what is slipped in afterwards is refused.
  await page.evaluate(`(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'pwned'";
    document.body.append(script);
  })()`);
  expect(incidents.join()).toMatch(/Content Security Policy/);
  expect(await page.title()).toContain("support-agent");
  await page.close();
});

it.each([360, 800, 1280])("fits a window of %i pixels", async (width) => {
  const { page } = await opened(demo, { viewport: { width, height: 800 } });
  await openAll(page);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
  expect(await page.evaluate(sticksOut)).toEqual([]);
  expect(await page.evaluate(overflowingLabels)).toEqual([]);
  await page.close();
});

describe("for everybody", () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

  it.each(["light", "dark"] as const)("is accessible where it is %s", async (colorScheme) => {
    const { page } = await opened(demo, { colorScheme });
    await openAll(page);
    await page.evaluate(axe);
    // Only the colours differ.
    const rules = colorScheme === "light" ? "" : `, runOnly: ["color-contrast"]`;
    const violations = await page.evaluate<
      string[]
    >(`axe.run({ resultTypes: ["violations"]${rules} }).then(({ violations }) =>
      violations.map(({ id, impact, nodes }) => impact + " " + id + " " + nodes[0].html.slice(0, 160) + " " + nodes[0].failureSummary))`);
    expect(violations).toEqual([]);
    await page.close();
  });

  it("is reached by the keyboard, whatever is folded", async () => {
    const { page } = await opened(sampleReport([], { stack: demo.stack }));
    const folded = await page.evaluate<number>("document.querySelectorAll('details').length");
    const focused = "(document.activeElement.matches('summary') && document.activeElement.parentElement.open) ?? null";
    let opened_ = 0;
    for (let presses = 0; presses < 400 && opened_ < folded; presses++) {
      await page.keyboard.press("Tab");
      const isSummary = await page.evaluate("document.activeElement.matches('summary')");
      if (!isSummary) continue;
      if ((await page.evaluate(focused)) === false) await page.keyboard.press("Enter");
      expect(await page.evaluate(focused)).toBe(true);
      opened_++;
    }
    expect(folded).toBeGreaterThan(4);
    expect(opened_).toBe(folded);
    await page.close();
  });
});

describe("on paper", () => {
  it("stands open and is not cut", async () => {
    // As wide as the text of a sheet of A4.
    const { page } = await opened(demo, { viewport: { width: 680, height: 960 }, colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    const hidden = `[...document.querySelectorAll("details > :not(summary)")]
      .filter((one) => one.getBoundingClientRect().height === 0 || !one.checkVisibility({ contentVisibilityAuto: true }))
      .map((one) => one.outerHTML.slice(0, 120))`;
    expect(await page.evaluate(hidden)).toEqual([]);
    expect(await page.evaluate(sticksOut)).toEqual([]);
    expect(await page.evaluate("document.querySelector('.picture').getBoundingClientRect().right")).toBeLessThanOrEqual(
      680,
    );
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(50_000);
    await page.close();
  });
});

describe("a hostile repository", () => {
  it.each(Object.keys(hostileTexts) as (keyof typeof hostileTexts)[])("can only look strange: %s", async (kind) => {
    const { page, incidents } = await opened(hostileReport(hostileTexts[kind]), {
      viewport: { width: 360, height: 800 },
    });
    await openAll(page);
    expect(incidents).toEqual([]);
    expect(
      await page.evaluate("document.querySelectorAll('script, img, iframe, [onerror], [onfocus], [autofocus]').length"),
    ).toBe(0);
    expect(await page.evaluate(sticksOut)).toEqual([]);
    expect(await page.evaluate(overflowingLabels)).toEqual([]);
    const shown = await page.evaluate<string>("document.querySelector('h1').textContent");
    expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    if (kind === "markup" || kind === "attribute" || kind === "template" || kind === "long")
      expect(shown).toBe(hostileTexts[kind]);
    await page.close();
  });
});
