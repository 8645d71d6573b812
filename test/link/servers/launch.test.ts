import { expect, test } from "vitest";
import { launchOf } from "../../../src/link/servers/launch.ts";

const known = {
  isOwn: (name: string) => name === "@acme/own-mcp",
  isDependency: (name: string) => name === "held-mcp",
};

/** `registry package pinned version`, or null. */
function told(line: string): string | null {
  const [command = "", ...args] = line.split(" ");
  const launch = launchOf(command, args, known);
  return launch
    ? `${launch.registry} ${launch.package} ${launch.pinned}${launch.version ? ` ${launch.version}` : ""}`
    : null;
}

test.each<readonly [string, string | null]>([
  ["npx -y @acme/db-mcp", "npm @acme/db-mcp none"],
  ["npx -y @acme/db-mcp@latest", "npm @acme/db-mcp none latest"],
  ["npx -y @acme/db-mcp@next --stdio", "npm @acme/db-mcp none next"],
  ["npx -y @acme/db-mcp@1.2.3", "npm @acme/db-mcp exact 1.2.3"],
  ["npx -y db-mcp@1.2.3-beta.1", "npm db-mcp exact 1.2.3-beta.1"],
  ["npx -y db-mcp@^1.2.0", "npm db-mcp range ^1.2.0"],
  ["npx -y db-mcp@2", "npm db-mcp range 2"],
  ["npx -y db-mcp@${VERSION}", "npm db-mcp unread ${VERSION}"],
  ["npx -y ${SERVER}", "npm a package named in a variable unread"],
  ["npx --package=db-mcp@1.0.0 db", "npm db-mcp exact 1.0.0"],
  ["npx -p db-mcp db", "npm db-mcp none"],
  ["npx held-mcp", "npm held-mcp lockfile"],
  ["npx held-mcp@latest", "npm held-mcp none latest"],
  ["npx @acme/own-mcp", null],
  ["npx ./dist/server.js", null],
  ["npx github:acme/db-mcp", "git github:acme/db-mcp none"],
  [
    "npx github:acme/db-mcp#0123456789abcdef0123456789abcdef01234567",
    "git github:acme/db-mcp exact 0123456789abcdef0123456789abcdef01234567",
  ],
  ["npx.cmd -y db-mcp", "npm db-mcp none"],
  ["cmd /c npx -y db-mcp", "npm db-mcp none"],
  ["env TOKEN=x npx -y db-mcp", "npm db-mcp none"],
  ["op run -- npx -y db-mcp", "npm db-mcp none"],
  ["bunx db-mcp", "npm db-mcp none"],
  ["pnpm dlx db-mcp@1.0.0", "npm db-mcp exact 1.0.0"],
  ["pnpm start", null],
  ["npm exec db-mcp", "npm db-mcp none"],
  ["npm run mcp", null],
  ["yarn dlx db-mcp", "npm db-mcp none"],
  ["bun run src/server.ts", null],
  ["uvx db-mcp", "python db-mcp none"],
  ["uvx db-mcp@latest", "python db-mcp none latest"],
  ["uvx db-mcp==1.2.3", "python db-mcp exact 1.2.3"],
  ["uvx db-mcp@1.2.3", "python db-mcp exact 1.2.3"],
  ["uvx db-mcp>=1.2", "python db-mcp range 1.2"],
  ["uvx --from db-mcp[all]==1.2.3 db", "python db-mcp exact 1.2.3"],
  ["uvx --python 3.12 db-mcp", "python db-mcp none"],
  ["uvx --from git+https://code.example/acme/db-mcp db", "git git+https://code.example/acme/db-mcp none"],
  ["uv tool run db-mcp", "python db-mcp none"],
  ["uv run server.py", null],
  ["pipx run db-mcp", "python db-mcp none"],
  ["docker run -i --rm acme/db-mcp", "image acme/db-mcp none"],
  ["docker run -i --rm -e TOKEN acme/db-mcp:latest", "image acme/db-mcp none latest"],
  ["docker run --rm -v /a:/b ghcr.io/acme/db-mcp:1.2.3 --stdio", "image ghcr.io/acme/db-mcp exact 1.2.3"],
  ["docker run registry.example:5000/acme/db-mcp", "image registry.example:5000/acme/db-mcp none"],
  ["docker run acme/db-mcp@sha256:0123abcd", "image acme/db-mcp exact sha256:0123abcd"],
  ["docker run my-local-build", null],
  ["docker exec db mcp", null],
  ["node server.js", null],
  ["./bin/db-mcp", null],
])("%s", (line, expected) => {
  expect(told(line)).toBe(expected);
});

test("a whole command line in one word, and one that a shell is given", () => {
  expect(launchOf("npx -y db-mcp", [], known)?.package).toBe("db-mcp");
  expect(launchOf("bash", ["-c", "exec npx -y db-mcp"], known)?.package).toBe("db-mcp");
  expect(launchOf("bash", ["./start.sh"], known)).toBeNull();
});
