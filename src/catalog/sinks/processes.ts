import { symbols } from "../shorthand.ts";
import type { SinkEntry } from "../types.ts";

/** Code that runs beside the program or in it. */
export const processes: readonly SinkEntry[] = [
  {
    operation: "process",
    provider: "process",
    kind: "code-execution",
    calls: [
      symbols("child_process", "exec", "execSync", "execFile", "execFileSync", "spawn", "spawnSync", "fork"),
      symbols(
        "execa",
        "default",
        "execa",
        "execaSync",
        "execaCommand",
        "execaCommandSync",
        "execaNode",
        "$",
        "$.sync",
        "execa.command",
        "execa.sync",
      ),
      symbols("zx", "$", "$.sync", "default.$"),
      symbols("zx/core", "$"),
      symbols("bun", "$", "spawn", "spawnSync"),
      symbols("", "Bun.spawn", "Bun.spawnSync", "Bun.$", "Deno.run"),
      symbols("", "Deno.Command"),
      symbols("cross-spawn", "default", "sync", "spawn"),
      symbols("shelljs", "exec", "cmd", "default.exec"),
      symbols(["node-pty", "@lydell/node-pty"], "spawn"),
      symbols(["tinyexec", "nano-spawn", "nanoexec"], "x", "exec", "default"),
    ],
  },
  {
    operation: "code evaluation",
    provider: "process",
    kind: "code-execution",
    calls: [
      symbols("", "eval", "Function"),
      symbols(
        "vm",
        "runInContext",
        "runInNewContext",
        "runInThisContext",
        "Script",
        "compileFunction",
        "SourceTextModule",
      ),
      symbols(["vm2"], "VM", "NodeVM"),
      symbols("worker_threads", "Worker"),
      symbols("quickjs-emscripten", "getQuickJS", "newQuickJSContext"),
      symbols("isolated-vm", "Isolate", "default.Isolate"),
      symbols("@langchain/community/experimental/tools/pyinterpreter", "PythonInterpreterTool.initialize"),
    ],
  },
];
