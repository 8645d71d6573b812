import type { SinkKind } from "../../model/sink.ts";
import { at, credential, symbols } from "../shorthand.ts";
import type { SinkEntry } from "../types.ts";

/** Code that runs on a machine made for it. */
export const sandboxes: readonly SinkEntry[] = [
  ...(
    [
      [
        "e2b",
        ["e2b", "@e2b/code-interpreter", "@e2b/desktop"],
        ["Sandbox.create", "Sandbox.connect", "Sandbox", "CodeInterpreter.create"],
        ["runCode", "commands.run", "files.write", "files.remove", "process.start", "notebook.execCell", "pty.create"],
        at("0.apiKey", "1.apiKey"),
        "E2B_API_KEY",
      ],
      [
        "vercel-sandbox",
        ["@vercel/sandbox"],
        ["Sandbox.create", "Sandbox.get"],
        ["runCommand", "writeFiles"],
        at("0.token"),
        "VERCEL_OIDC_TOKEN",
      ],
      [
        "daytona",
        ["@daytonaio/sdk", "@daytona/sdk"],
        ["Daytona"],
        ["process.executeCommand", "process.codeRun", "fs.uploadFile", "executeCommand", "codeRun", "uploadFile"],
        at("0.apiKey"),
        "DAYTONA_API_KEY",
      ],
      [
        "modal",
        ["modal"],
        ["ModalClient", "App.lookup"],
        ["exec", "remote", "spawn", "createSandbox"],
        at("0.tokenSecret"),
        "",
      ],
      [
        "cloudflare-sandbox",
        ["@cloudflare/sandbox"],
        ["getSandbox"],
        ["exec", "execStream", "writeFile", "runCode", "startProcess", "gitCheckout"],
        [],
        "",
      ],
      [
        "codesandbox",
        ["@codesandbox/sdk"],
        ["CodeSandbox"],
        ["commands.run", "shells.run", "fs.writeFile"],
        at("0"),
        "CSB_API_KEY",
      ],
      [
        "freestyle",
        ["freestyle-sandboxes"],
        ["FreestyleSandboxes"],
        ["executeScript", "deployWeb"],
        at("0.apiKey"),
        "FREESTYLE_API_KEY",
      ],
    ] as const
  ).map(
    ([provider, packages, names, suffixes, from, implicit]): SinkEntry => ({
      operation: `${provider} run`,
      isolated: true,
      provider,
      kind: "code-execution",
      calls: [symbols(packages, ...names)],
      methods: [{ suffixes, kind: "code-execution" as SinkKind }],
      ...(implicit === "" ? {} : { credential: credential(from, implicit) }),
    }),
  ),
];
