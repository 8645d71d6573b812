import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as engine } from "playwright-core";
import { vi } from "vitest";

/** A headless browser that comes with `npm ci`: nothing is fetched, and nothing has to be installed on the machine. */
export async function launchBrowser(): Promise<Browser> {
  const home = await unpacked();
  return engine.launch({
    executablePath: join(home, "chromium"),
    // Those of the package's own flags that switch web security off would defeat what is tested here.
    args: ["--no-sandbox", "--no-zygote", "--disable-gpu"],
    env: {
      PATH: "",
      HOME: home,
      TZ: "UTC",
      // Libraries that a bare machine lacks; its own fonts are better than the one in the package.
      LD_LIBRARY_PATH: join(home, "al2023/lib"),
      ...(existsSync("/etc/fonts") ? {} : { FONTCONFIG_FILE: join(home, "fonts.conf") }),
    },
  });
}

/** The folder with the unpacked browser: 200 MB that take seconds to unpack, so they are kept beside the packages. */
async function unpacked(): Promise<string> {
  const cache = "node_modules/.cache/agent-bulkhead";
  const home = join(process.cwd(), cache, `chromium-${versionOf("@sparticuz/chromium")}`);
  if (existsSync(home)) return home;
  mkdirSync(cache, { recursive: true });
  const fresh = mkdtempSync(`${home}-`);
  try {
    vi.stubEnv("TMPDIR", fresh);
    // Makes the package unpack its libraries too.
    vi.stubEnv("AWS_EXECUTION_ENV", "AWS_Lambda_nodejs20.x");
    await chromium.executablePath();
    writeFileSync(join(fresh, "fonts.conf"), `<fontconfig><dir>${home}/fonts</dir></fontconfig>`);
    // Whole or not at all: a run that is stopped half way leaves nothing that the next would start.
    renameSync(fresh, home);
  } finally {
    vi.unstubAllEnvs();
    rmSync(fresh, { recursive: true, force: true });
  }
  return home;
}

function versionOf(name: string): string {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  return manifest.version;
}
