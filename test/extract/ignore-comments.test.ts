import { describe, expect, it } from "vitest";
import type { Zone } from "../../src/model/tree.ts";
import { factsOf, ofKind } from "../support/extract.ts";

const asked = "bulkhead-ignore ungated-call -- the sandbox account only";

function comments(path: string, text: string, zone?: Zone) {
  return ofKind(factsOf(path, text, zone), "ignore-comment");
}

/** `line covered: check, reason`, or the flaw. */
function told(path: string, text: string): string[] {
  return comments(path, text).map(({ line, check, reason, flaw }) => `${line}: ${flaw ?? `${check}, ${reason}`}`);
}

const covers = (line: number) => [`${line}: ungated-call, the sandbox account only`];

describe("a comment covers its own line, or the next one if it has a line to itself", () => {
  it.each([
    ["a.ts", `first();\n// ${asked}\nrefund();`, 3],
    ["a.ts", `refund(); // ${asked}`, 1],
    ["a.ts", `/* ${asked} */ refund();`, 1],
    ["a.ts", `/*\n * ${asked}\n */\nrefund();`, 4],
    ["a.js", `// ${asked}\r\nrefund();`, 2],
    ["a.ts", `// ${asked}\n// a remark in between\nrefund();`, 3],
    ["a.tsx", `const a = <p>\n  {/* ${asked} */}\n  {refund()}\n</p>;`, 3],
    ["a.tsx", `const a = <p>it's // fine {refund() /* ${asked} */}</p>;`, 1],
    ["a.ts", `call(\n  first,\n  // ${asked}\n  second,\n);`, 4],
    ["a.ts", `const quote = /"/; // ${asked}`, 1],
    ["a.ts", `const url = \`\${base /* x */}//host\`; // ${asked}`, 1],
    ["compose.yml", `services:\n  # ${asked}\n  agent:\n    image: a`, 3],
    ["compose.yml", `services:\n  agent: # ${asked}\n    image: a`, 2],
    ["compose.yml", `services: { agent: { image: "a # b" } } # ${asked}`, 1],
    ["wrangler.toml", `name = "a # b"\n# ${asked}\nmain = "x"`, 3],
    ["wrangler.toml", `list = [ "#", # ${asked}\n]`, 1],
    [".env.production", `# ${asked}\nKEY=a`, 2],
    [".env.production", `KEY=a#b # ${asked}`, 1],
    [".env", `KEY="a # b\nc" # ${asked}`, 2],
    ["deploy.sh", `# ${asked}\nnpm start`, 2],
    ["deploy.sh", `echo "# no" # ${asked}`, 1],
    ["Makefile", `# ${asked}\nrun:\n\tnpm start`, 2],
    ["main.tf", `# ${asked}\nvariable "a" {}`, 2],
    ["main.tf", `variable "a" { default = "# no" } // ${asked}`, 1],
    ["main.tf", `/* ${asked} */\nvariable "a" {}`, 2],
    ["Dockerfile", `FROM node\n# ${asked}\nENV A=b`, 3],
    ["wrangler.jsonc", `{\n  // ${asked}\n  "name": "a"\n}`, 3],
    ["wrangler.jsonc", `{ "name": "https://a" /* ${asked} */ }`, 1],
    ["schema.prisma", `datasource db {\n  provider = "a"\n  url = env("//") // ${asked}\n}`, 3],
  ])("%s %j", (path, text, line) => {
    expect(told(path, text)).toEqual(covers(line));
  });
});

it("may be one of several above a line", () => {
  const text = `// ${asked}\n// bulkhead-ignore open-output -- short answers\nrefund();`;
  expect(told("a.ts", text)).toEqual(["3: ungated-call, the sandbox account only", "3: open-output, short answers"]);
});

it("does not reach over a blank line", () => {
  expect(told("a.ts", `// ${asked}\n\nrefund();`)).toEqual(covers(2));
});

describe("what only looks like a comment is none", () => {
  it.each([
    ["a.ts", `const text = "// ${asked}";`],
    ["a.ts", `const text = \`\n// ${asked}\n\`;`],
    ["a.ts", `const text = \`\${a}\n// ${asked}\n\${b}\`;`],
    ["a.tsx", `const a = <p>\n// ${asked}\n</p>;`],
    ["a.ts", "const difference = bulkhead-ignore;"],
    ["compose.yml", `services:\n  agent:\n    command: |\n      # ${asked}\n      npm start`],
    ["compose.yml", `services:\n  agent:\n    command: "# ${asked}"`],
    ["compose.yml", `services:\n  agent:\n    command: 'a\n      # ${asked}'`],
    ["wrangler.toml", `text = """\n# ${asked}\n"""`],
    [".env", `KEY="a\n# ${asked}\n"`],
    ["main.tf", `locals {\n  a = <<EOT\n# ${asked}\nEOT\n}`],
    ["wrangler.jsonc", `{ "name": "// ${asked}" }`],
    ["deploy.sh", `echo "# ${asked}"`],
    ["Dockerfile", `RUN echo # ${asked}`],
  ])("%s %j", (path, text) => {
    expect(told(path, text)).toEqual([]);
  });

  it("nor is prose that mentions the word", () => {
    expect(told("a.ts", "// See bulkhead-ignore in the guide.\nrefund();")).toEqual([]);
  });
});

describe("what else it may say", () => {
  it("is an owner and a last day, before the reason", () => {
    const text =
      '// bulkhead-ignore pre-call-gate/ungated-call owner="Payments team" until=2027-01-31 -- see SEC-12 -- soon';
    expect(comments("a.ts", `${text}\nrefund();`)).toEqual([
      {
        kind: "ignore-comment",
        path: "a.ts",
        check: "pre-call-gate/ungated-call",
        owner: "Payments team",
        expires: "2027-01-31",
        reason: "see SEC-12 -- soon",
        flaw: null,
        line: 2,
        span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: text.length + 1 },
      },
    ]);
  });

  it("is cut where it goes on and on", () => {
    const [comment] = comments("a.ts", `// bulkhead-ignore a -- ${"very ".repeat(900)}`);
    expect(comment?.reason.length).toBeLessThan(600);
  });

  it("is no secret, even if somebody writes one there", () => {
    const [comment] = comments("a.ts", "// bulkhead-ignore a -- password=Tr0ub4dor-and-3-horses");
    expect(comment?.reason).toContain("password=[");
    expect(JSON.stringify(comment)).not.toContain("Tr0ub4dor");
  });
});

describe("a comment that covers nothing says why", () => {
  it.each([
    ["bulkhead-ignore", "it names no check"],
    ["bulkhead-ignore -- because", "it names no check"],
    ["bulkhead-ignore ungated-call", "it gives no reason"],
    ["bulkhead-ignore ungated-call --", "it gives no reason"],
    ["bulkhead-ignore ungated-call because", "it names more than one check; each needs a comment of its own"],
    ["bulkhead-ignore a, b -- because", "it names more than one check; each needs a comment of its own"],
    ["bulkhead-ignore a untill=2027-01-01 -- b", "it knows owner= and until= only; did you mean until="],
    ["bulkhead-ignore a colour=blue -- b", "it knows owner= and until= only"],
    ["bulkhead-ignore a owner= -- b", "one of its settings has no value"],
    ["bulkhead-ignore a until=2027-02-30 -- b", "until= is no day written as YYYY-MM-DD"],
    ["bulkhead-ignore a until=soon -- b", "until= is no day written as YYYY-MM-DD"],
    ["bulkhead-ignore-next-line a -- b", "the word is bulkhead-ignore, and it covers its own line or the next"],
  ])("%s", (text, flaw) => {
    expect(told("a.ts", `// ${text}\nrefund();`)).toEqual([`2: ${flaw}`]);
  });
});

describe("hostile files", () => {
  it.each([
    ["a.ts", `const a = \`${"${`".repeat(3000)}; // ${asked}`],
    ["a.ts", `${"(".repeat(20_000)} // ${asked}`],
    ["compose.yml", `${"[".repeat(20_000)} # ${asked}`],
    ["main.tf", `${"{".repeat(20_000)} # ${asked}`],
    ["wrangler.toml", `a = ${"[".repeat(20_000)} # ${asked}`],
    ["a.ts", `/* ${asked}`],
    ["a.ts", ""],
  ])("%s survives", (path, text) => {
    expect(() => comments(path, text)).not.toThrow();
  });

  it("of thousands of comments count up to a bound, and say so", () => {
    const facts = factsOf("a.ts", `// ${asked}\n`.repeat(2000));
    expect(ofKind(facts, "ignore-comment")).toHaveLength(500);
    expect(ofKind(facts, "gap")).toMatchObject([
      { reason: "of the comments that begin with bulkhead-ignore, the first 500 count", line: 501 },
    ]);
  });
});

it("opens no file that nothing else reads", () => {
  expect(told("notes/a.sql", `-- ${asked}`)).toEqual([]);
  expect(comments("docs/a.ts", `// ${asked}`, "docs")).toEqual([]);
});
