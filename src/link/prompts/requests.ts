import { isPackage } from "../../catalog/match.ts";
import { routers } from "../../catalog/prompts.ts";
import type { FunctionIR, ModuleIR, TypeIR } from "../../model/ir.ts";
import type { LinkContext } from "../context.ts";
import { functionsOf } from "../program/flow.ts";
import { openFrame } from "../program/parameters.ts";
import { chainOf, type InputValue } from "../program/value.ts";

/** Methods by which a router is told who answers, and the one that starts a server. */
const registering = ["get", "post", "put", "patch", "delete", "all", "use", "route", "on", "handle", "openapi"];

const requestTypes =
  /^(Request|NextRequest|NextApiRequest|FastifyRequest|IncomingMessage|VercelRequest|HonoRequest|APIGatewayProxyEvent(V2)?|HttpRequest)$/;

const answeringNames = /^(GET|POST|PUT|PATCH|DELETE)$/;
const answeringFiles = /(^|\/)(route|\+server)\.[cm]?[jt]sx?$/;
const apiPages = /(^|\/)pages\/api\/.+\.[cm]?[jt]sx?$/;

/** Which functions of the program are handed requests from outside. */
export class Requests {
  readonly #handlers: ReadonlySet<FunctionIR>;

  constructor(context: LinkContext) {
    this.#handlers = handlersIn(context);
  }

  /** Whether a parameter holds what comes in from outside: a request, or the context around one. */
  isRequest({ module, fn, index }: InputValue): boolean {
    if (this.#handlers.has(fn)) return true;
    if (index === 0 && receiving.has(fn.name) && isDefaultMethod(module, fn)) return true;
    if (answeringFiles.test(module.path) && answeringNames.test(fn.name)) return index < 2;
    if (apiPages.test(module.path) && isDefault(module, fn)) return index === 0;
    return isRequestType(fn.parameters[index]?.type ?? null);
  }
}

function handlersIn({ program, evaluator }: LinkContext): ReadonlySet<FunctionIR> {
  const found = new Set<FunctionIR>();
  for (const name of registering) {
    for (const { module, owner, expression } of program.sitesNamed(name)) {
      if (expression.kind !== "call" || expression.callee.kind !== "member" || expression.args.length === 0) continue;
      const frame = owner ? openFrame(module, owner) : null;
      const [root] = chainOf(evaluator.evaluate(expression.callee, module, frame));
      if (root?.kind !== "external" || !routers.some((wanted) => isPackage(wanted, root.package))) continue;
      for (const arg of expression.args) {
        for (const { fn } of functionsOf(evaluator.evaluate(arg, module, frame))) found.add(fn);
      }
    }
  }
  return found;
}

/** Handlers that a Worker exports for requests, messages of a queue and mail. */
const receiving: ReadonlySet<string> = new Set(["fetch", "queue", "email"]);

/** `export default { fetch(request, env) {…} }`, also where the object is held to a type. */
function isDefaultMethod(module: ModuleIR, fn: FunctionIR): boolean {
  return module.exports.some((e) => {
    if (e.kind !== "value" || e.name !== "default") return false;
    const { value } = e;
    const made = value.kind === "name" ? module.bindings[value.binding]?.value : value;
    return (
      made?.kind === "object" &&
      made.properties.some((p) => p.kind === "value" && p.value.kind === "function" && p.value.function === fn.id)
    );
  });
}

function isDefault(module: ModuleIR, fn: FunctionIR): boolean {
  return module.exports.some(
    (e) =>
      e.kind === "value" &&
      e.name === "default" &&
      ((e.value.kind === "function" && e.value.function === fn.id) ||
        (e.value.kind === "name" && e.value.name === fn.name)),
  );
}

function isRequestType(type: TypeIR | null | undefined): boolean {
  if (!type) return false;
  if (type.kind === "named") return requestTypes.test(type.name.slice(type.name.lastIndexOf(".") + 1));
  return type.kind === "intersection" && type.parts.some(isRequestType);
}

/** The part of a request that its sender writes; null for headers, cookies, and what a middleware put there. */
export function writtenBySender(path: readonly string[]): string | null {
  const own = ["req", "request", "event", "ctx"].includes(path[0] ?? "") ? path.slice(1) : path;
  const [first = "", second = ""] = own;
  // A batch of messages: those who put them into the queue wrote their bodies.
  if (first === "messages" && (own[1] === "body" || own[2] === "body")) return own.slice(1).join(".");
  if (first === "nextUrl") return second === "searchParams" ? own.slice(1).join(".") : null;
  return /^(body|rawBody|query|params?|json|text|formData|parseBody|valid|searchParams|url|queryStringParameters|queries)$/.test(
    first,
  )
    ? own.join(".")
    : null;
}
