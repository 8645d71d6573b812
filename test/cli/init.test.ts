import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, smallAgent } from "../harness/folder.ts";
import { bulkhead } from "../harness/run.ts";

const environments = {
  ...smallAgent,
  ".env.production": "OPENAI_API_KEY=production-0123456789abcdef\nBILLING_URL=https://billing.example\n",
  ".env.staging": "OPENAI_API_KEY=staging-fedcba9876543210aa\nBILLING_URL=https://billing.staging.example\n",
};

describe("init", () => {
  it("writes what is discovered, and leaves it alone the next time", async () => {
    const root = folderWith(environments);
    const { out, err, status } = await bulkhead(["init", root]);
    expect({ out, err, status }).toEqual({
      out: "Wrote bulkhead.config.yaml: 2 environments, 2 hosts and 0 public keys discovered.\n",
      err: "",
      status: 0,
    });
    const written = readFileSync(join(root, "bulkhead.config.yaml"), "utf8");
    expect(written).toContain("production: { class: production } # .env.production:1");
    expect(written).not.toContain("0123456789");
    expect(readdirSync(root).filter((name) => name.endsWith(".tmp"))).toEqual([]);

    const again = await bulkhead(["init"], { cwd: root });
    expect(again.out).toBe("bulkhead.config.yaml already speaks of all that was discovered; it was left as it is.\n");
    expect(readFileSync(join(root, "bulkhead.config.yaml"), "utf8")).toBe(written);
  });

  it("adds what is new to an edited one, and says what", async () => {
    const config = "# ours\nenvironments:\n  production: { class: production }\n";
    const root = folderWith({ ...environments, "bulkhead.config.yaml": config });
    const { out } = await bulkhead(["init", root]);
    expect(out).toBe(
      "Added to bulkhead.config.yaml: environments.staging, endpoints.billing.example, endpoints.billing.staging.example.\n",
    );
    expect(readFileSync(join(root, "bulkhead.config.yaml"), "utf8")).toContain("# ours\nenvironments:");
  });

  it("prints instead of writing with --stdout", async () => {
    const root = folderWith(environments);
    const { out } = await bulkhead(["init", root, "--stdout"]);
    expect(out).toMatch(/^# What Bulkhead cannot tell/);
    expect(existsSync(join(root, "bulkhead.config.yaml"))).toBe(false);
  });

  it("does not write through a link", async () => {
    const outside = folderWith({ "elsewhere.yaml": "" });
    const root = folderWith(environments);
    symlinkSync(join(outside, "elsewhere.yaml"), join(root, "bulkhead.config.yaml"));
    const { err, status } = await bulkhead(["init", root]);
    expect(status).toBe(2);
    expect(err).toContain("bulkhead.config.yaml is a link, and is not written to.");
    expect(readFileSync(join(outside, "elsewhere.yaml"), "utf8")).toBe("");
  });

  it("blames a configuration that is broken, and leaves it as it is", async () => {
    const root = folderWith({ ...environments, "bulkhead.config.yaml": "environmets: {}\n" });
    const { err, status } = await bulkhead(["init", root]);
    expect(status).toBe(2);
    expect(err).toMatch(/^bulkhead: configuration: bulkhead\.config\.yaml:\d+:\d+: there is no key environmets\./);
  });

  it("is told of a directory that is not there", async () => {
    const { err, status } = await bulkhead(["init", "nowhere"]);
    expect({ err, status }).toEqual({
      err: "bulkhead: usage: There is no directory nowhere.\n  Name the directory of a repository.\n",
      status: 2,
    });
  });
});

describe("the configuration of an audit", () => {
  const ignoring = "ignore: [.env.staging]\n";
  const filesOf = async (...argv: string[]) => JSON.parse((await bulkhead([...argv, "--format", "json"])).out);

  it("is found at the root, and every report says so", async () => {
    const root = folderWith({ ...environments, "bulkhead.config.yaml": ignoring });
    const report = await filesOf(root);
    expect(report.settings).toEqual({ path: "bulkhead.config.yaml", from: "repository" });
    expect(report.gaps).toContainEqual({
      path: ".env.staging",
      reason: "left out of the audit by `.env.staging` (bulkhead.config.yaml:1)",
      line: null,
    });
    const { out } = await bulkhead([root]);
    expect(out).toContain("Settings of the repository were applied: bulkhead.config.yaml");
    const inventory = await bulkhead(["inventory", root]);
    expect(inventory.out).toContain("Settings of the repository were applied: bulkhead.config.yaml");
  });

  it("is left out with --no-config", async () => {
    const root = folderWith({ ...environments, "bulkhead.config.yaml": ignoring });
    const report = await filesOf(root, "--no-config");
    expect(report.settings).toBeNull();
    const bare = await filesOf(folderWith(environments));
    expect(report.summary).toEqual(bare.summary);
  });

  it("is replaced with --config, even a broken one", async () => {
    const root = folderWith({ ...environments, "bulkhead.config.yaml": "environmets: {}\n" });
    const other = join(folderWith({}), "auditor.yaml");
    writeFileSync(other, ignoring);
    const report = await filesOf(root, "--config", other);
    expect(report.settings).toEqual({ path: "auditor.yaml", from: "caller" });
    expect(JSON.stringify(report)).not.toContain(other);
    expect((await bulkhead([root])).status).toBe(2);
  });

  it.each([
    [["--config", "nowhere.yaml"], "The configuration nowhere.yaml cannot be read: there is no such file."],
    [["--config", "."], "cannot be read: it is no file."],
  ])("is blamed if it cannot be read: %j", async (argv, message) => {
    const cwd = folderWith(environments);
    const { err, status } = await bulkhead(argv, { cwd });
    expect(status).toBe(2);
    expect(err).toMatch(/^bulkhead: configuration: /);
    expect(err).toContain(message);
  });

  it("is one file, not two", async () => {
    const cwd = folderWith({ ...environments, "bulkhead.config.yaml": "", "bulkhead.config.json": "{}" });
    const { err, status } = await bulkhead([], { cwd });
    expect(status).toBe(2);
    expect(err).toContain("There are two configurations, bulkhead.config.yaml and bulkhead.config.json.");
  });

  it("is applied to the explanation of a line", async () => {
    const cwd = folderWith({ ...environments, "bulkhead.config.yaml": ignoring });
    const { err, status } = await bulkhead(["explain", ".env.staging:1"], { cwd });
    expect(status).toBe(2);
    expect(err).toContain("is not read: left out of the audit by `.env.staging` (bulkhead.config.yaml:1)");
    expect((await bulkhead(["explain", ".env.staging:1", "--no-config"], { cwd })).status).toBe(0);
    const own = await bulkhead(["explain", "bulkhead.config.yaml:1"], { cwd });
    expect(own.err).toContain("it speaks to Bulkhead, and is no part of the stack");
  });
});
