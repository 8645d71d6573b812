import type { Expression, Statement } from "../../model/ir.ts";
import type { FunctionValue, Value } from "../program/value.ts";
import { around, type Parts } from "./around.ts";
import type { Layer, Offer } from "./hosts/host.ts";

/**
 * The handler as this agent calls it: with every layer around it that covers the tool, and `also`. A check that may not
 * cover it guards nothing; a record that may is taken to be kept.
 */
export function layered(handler: FunctionValue, offer: Offer, also: Layer | null = null): FunctionValue {
  const layers = offer.layers.filter(
    (l) => l.covers === true || l === also || (l.covers === null && (l.form === "after" || l.form === "failed")),
  );
  return layers.reduceRight<FunctionValue>(
    (next, layer, i) =>
      around(layer.at, layer.given, next, i === layers.length - 1 ? contextOf(handler) : [], (parts) =>
        bodies[layer.form](parts, offer.name),
      ),
    handler,
  );
}

/** What a framework passes to a handler beside the model's input, which nobody in the repository does. */
function contextOf({ module, fn, at }: FunctionValue): readonly Value[] {
  return fn.parameters.slice(1).map((_, i) => ({ kind: "input", module, fn, index: i + 1, at }));
}

const bodies: Readonly<Record<Layer["form"], (parts: Parts, tool: string) => readonly Statement[]>> = {
  guardrail: ({ given, input, next, ask, write }, tool) => {
    const toolCall = write.object({ name: write.text(tool), arguments: input });
    const [asked, answer] = ask(write.call(given, write.object({ toolCall })));
    const allowed = write.equal(write.member(answer, "behavior", "type"), write.text("allow"));
    return [asked, write.refuse(write.not(allowed)), write.answer(next)];
  },
  /** A `PreToolUse` hook of the Claude Agent SDK denies in one of two ways. */
  before: ({ given, input, next, ask, write }, tool) => {
    const [asked, answer] = ask(write.call(given, hookInput({ input, write }, "PreToolUse", tool)));
    const denies = write.equal(write.member(answer, "hookSpecificOutput", "permissionDecision"), write.text("deny"));
    const blocks = write.equal(write.member(answer, "decision"), write.text("block"));
    return [asked, write.refuse(write.either(denies, blocks)), write.answer(next)];
  },
  permission: ({ given, input, next, ask, write }, tool) => {
    const [asked, answer] = ask(write.call(given, write.text(tool), input, write.object({})));
    const allowed = write.equal(write.member(answer, "behavior"), write.text("allow"));
    return [asked, write.refuse(write.not(allowed)), write.answer(next)];
  },
  /** A rule of `toolApproval` for one tool; whoever is asked instead may say yes, so only a denial refuses. */
  status: ({ given, input, next, ask, write }) => {
    const [asked, answer] = ask(write.call(given, input, write.object({})));
    return [asked, write.refuse(denial(answer, write)), write.answer(next)];
  },
  /** One rule of `toolApproval` for every call. */
  "call-status": ({ given, input, next, ask, write }, tool) => {
    const toolCall = write.object({ toolName: write.text(tool), input });
    const [asked, answer] = ask(write.call(given, write.object({ toolCall })));
    return [asked, write.refuse(denial(answer, write)), write.answer(next)];
  },
  /** `wrapGenerate` of a model's middleware: the model has asked for the call, which is made once it has come back. */
  model: ({ given, input, next, gives, write }, tool) => {
    const call = write.object({ type: write.text("tool-call"), toolName: write.text(tool), input });
    const result = write.object({ content: write.list(call) });
    return [write.run(write.call(given, write.object({ doGenerate: gives(result) }))), write.answer(next)];
  },
  /** `processOutputStep` of a Mastra processor, whose `abort` throws. */
  processor: ({ given, input, next, throws, write }, tool) => {
    const toolCalls = write.list(write.object({ toolName: write.text(tool), args: input, input }));
    return [write.run(write.call(given, write.object({ toolCalls, abort: throws }))), write.answer(next)];
  },
  after: ({ given, input, next, write }, tool) => [
    write.run(next),
    write.run(write.call(given, hookInput({ input, write }, "PostToolUse", tool))),
  ],
  failed: ({ given, input, next, write }, tool) => {
    const body = [write.answer(next)];
    const span = next.span;
    const told = write.run(write.call(given, hookInput({ input, write }, "PostToolUseFailure", tool)));
    const again: Statement = { kind: "throw", value: { kind: "undefined", span }, span };
    return [{ kind: "try", body, catch: [told, again], finally: null, span }];
  },
  /** `wrapToolCall` of a LangChain middleware. */
  middleware: ({ given, input, handler, write }, tool) => [
    write.answer(
      write.call(given, write.object({ toolCall: write.object({ name: write.text(tool), args: input }) }), handler),
    ),
  ],
};

/** Statuses are words, or objects whose type is the word. */
function denial(answer: Expression, write: Parts["write"]): Expression {
  const denied = write.text("denied");
  return write.either(write.equal(answer, denied), write.equal(write.member(answer, "type"), denied));
}

function hookInput({ input, write }: Pick<Parts, "input" | "write">, event: string, tool: string): Expression {
  return write.object({ hook_event_name: write.text(event), tool_name: write.text(tool), tool_input: input });
}
