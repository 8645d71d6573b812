import type { BindingEntry, BindingsFact } from "../model/binding-facts.ts";
import type { ImageCopiesFact } from "../model/deployment-facts.ts";
import { isSampleName, readFileStem } from "../model/deployment-name.ts";
import type { Fact } from "../model/facts.ts";
import type { Span } from "../model/location.ts";
import { gap, isName, maxLength } from "./config-node.ts";
import {
  type Instruction,
  readInstructions,
  readRest,
  splitInstruction,
  type Word,
} from "./dockerfile-instructions.ts";
import type { Extractor, Seal } from "./extractor.ts";
import { fileName } from "./paths.ts";
import { createPositions, fileStart, type Positions, withoutMark } from "./positions.ts";
import { redact } from "./redact.ts";
import { bindingValue, type Segment, type Syntax } from "./references.ts";
import { composeSyntax } from "./shell-syntax.ts";

const names = /^(?:(?:Dockerfile|Containerfile)(?:[._-](.+))?|(.+)\.(?:Dockerfile|Containerfile))$/i;
const otherFile = /\.(?:dockerignore|containerignore|md|txt|[cm]?[jt]sx?|json|ya?ml|py|go|rb|sh|lock|swp)$/i;

/**
 * Reads the variables that an image is built with: those of its last stage and of the stages under it. What a builder
 * sets for itself (`DATABASE_URL=postgres://dummy`) is not there when the image runs.
 */
export const dockerfile: Extractor = {
  id: "dockerfile",
  version: 2,
  wants(path, zone) {
    const name = fileName(path);
    const isElsewhere = zone === "example" || zone === "docs" || zone === "fixture" || zone === "generated";
    return !isElsewhere && names.test(name) && !otherFile.test(name) && !isSampleName(name);
  },
  extract({ path, text: source }, { seal }) {
    const text = withoutMark(source);
    if (text.length > maxLength) return [gap("the file is too large to be read as a Dockerfile")];
    const [, after, before] = names.exec(fileName(path)) ?? [];
    const { environment, service } = readFileStem(after ?? before ?? "");
    const image = readImage(text, createPositions(text), seal);
    if (image === null) return text.trim() === "" ? [] : [gap("the Dockerfile has no stage", 1)];
    const bindings: Fact = {
      kind: "bindings",
      source: "dockerfile",
      environment,
      service,
      layer: environment === null ? "base" : "whole",
      entries: image.entries,
      includes: [],
      hints: image.hints,
      span: fileStart,
    };
    return image.copies.length > 0 ? [bindings, { kind: "image-copies", copies: image.copies }] : [bindings];
  },
};

interface Stage {
  readonly name: string | null;
  readonly parent: string;
  readonly span: Span;
  readonly instructions: readonly Instruction[];
}

interface Reader {
  readonly positions: Positions;
  readonly escaper: string;
  readonly seal: Seal;
}

type Image = Pick<BindingsFact, "entries" | "hints"> & Pick<ImageCopiesFact, "copies">;

function readImage(text: string, positions: Positions, seal: Seal): Image | null {
  const { instructions, escaper } = readInstructions(text);
  const reader: Reader = { positions, escaper, seal };
  const first = instructions.findIndex(({ keyword }) => keyword === "FROM");
  if (first < 0) return null;
  const stages = stagesOf(instructions.slice(first), reader);
  const last = stages.at(-1);
  if (!last) return null;

  const chain = chainOf(last, stages);
  const scope: Scope = { set: new Map(), args: new Map() };
  const entries = new Map<string, BindingEntry>();
  const keep = (entry: BindingEntry): void => {
    entries.set(`${entry.resource ?? ""} ${entry.name}`, entry);
  };
  for (const arg of instructions.slice(0, first)) for (const entry of readArgs(arg, scope, reader)) keep(entry);
  for (const stage of stages) {
    const own = chain.includes(stage);
    for (const instruction of stage.instructions) {
      if (instruction.keyword === "ARG") for (const entry of readArgs(instruction, scope, reader)) keep(entry);
      if (instruction.keyword === "ENV" && own) for (const entry of readEnv(instruction, scope, reader)) keep(entry);
    }
  }
  const copies = chain.flatMap(({ instructions: own }) => own.flatMap((one) => readCopy(one, reader)));
  return { entries: [...entries.values()], hints: hintsOf(chain, stages, reader), copies };
}

/** Files taken from the folder of the build; those of another stage are `--from` it. */
function readCopy(instruction: Instruction, reader: Reader): ImageCopiesFact["copies"] {
  const { keyword, text } = instruction;
  if ((keyword !== "COPY" && keyword !== "ADD") || /(?:^|\s)--from=|<</.test(text)) return [];
  const words = /^\s*(?:--\S+\s+)*\[/.test(text)
    ? [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? "")
    : splitInstruction(instruction, reader.escaper).flatMap((word) => (word.text.startsWith("--") ? [] : [word.text]));
  const sources = words.slice(0, -1).filter((word) => !word.includes("://"));
  return sources.length > 0 ? [{ sources, span: spanOf(instruction, reader) }] : [];
}

function stagesOf(instructions: readonly Instruction[], reader: Reader): readonly Stage[] {
  const starts = instructions.flatMap(({ keyword }, at) => (keyword === "FROM" ? [at] : []));
  return starts.flatMap((start, at) => {
    const from = instructions[start];
    if (!from) return [];
    const words = from.text.split(/\s+/).filter((word) => word !== "" && !word.startsWith("--"));
    const name = words[1]?.toLowerCase() === "as" ? (words[2] ?? null) : null;
    const parent = words[0] ?? "";
    return [{ name, parent, span: spanOf(from, reader), instructions: instructions.slice(start + 1, starts[at + 1]) }];
  });
}

/** The stages that a stage is built on, and itself last. */
function chainOf(stage: Stage, stages: readonly Stage[]): readonly Stage[] {
  const chain = [stage];
  for (let limit = stages.indexOf(stage); limit > 0; ) {
    const parent = chain[0]?.parent.toLowerCase();
    const at = stages.slice(0, limit).findLastIndex(({ name }) => name !== null && name.toLowerCase() === parent);
    const found = stages[at];
    if (!found) break;
    chain.unshift(found);
    limit = at;
  }
  return chain;
}

/** What names mean at one point of the file. */
interface Scope {
  /** Values as written, which later values may use. */
  readonly set: Map<string, string>;
  readonly args: Map<string, string | null>;
}

/**
 * Docker replaces what an earlier `ENV` set. An `ARG` is given from outside when the image is built, once for each
 * environment or once for all, and has a default at most.
 */
function syntaxIn(scope: Scope): Syntax {
  return (text) => joinTexts(composeSyntax(text).map((segment) => resolve(segment, scope)));
}

function resolve(segment: Segment, scope: Scope): Segment {
  if (segment.kind !== "reference") return segment;
  const known = scope.set.get(segment.name);
  if (known !== undefined) return { kind: "text", text: known };
  const fallback = scope.args.get(segment.name);
  if (fallback === undefined) return segment;
  return { ...segment, fallback: segment.fallback ?? fallback };
}

/** A value put together from fixed parts is one fixed value. */
function joinTexts(segments: readonly Segment[]): readonly Segment[] {
  const joined: Segment[] = [];
  for (const segment of segments) {
    const last = joined.at(-1);
    if (segment.kind === "text" && last?.kind === "text")
      joined.splice(-1, 1, { kind: "text", text: last.text + segment.text });
    else joined.push(segment);
  }
  return joined;
}

function readEnv(instruction: Instruction, scope: Scope, reader: Reader): readonly BindingEntry[] {
  const { text } = instruction;
  const legacy = /^([A-Za-z_][\w.-]*)[ \t]+/.exec(text);
  const words = legacy
    ? [{ name: legacy[1] ?? "", value: readRest(text, legacy[0].length, reader.escaper), start: 0 }]
    : splitInstruction(instruction, reader.escaper).flatMap(assignment);
  const syntax = syntaxIn(scope);
  const entries = words
    .filter(({ name }) => isName(name))
    .map(({ name, value, start }): BindingEntry => {
      const bound = bindingValue(value.text, name, syntax, reader.seal);
      return { name, value: bound, span: spanOf(instruction, reader, start, value.end) };
    });
  // Of one instruction all values are taken before any is set.
  for (const { name, value } of words) {
    scope.set.delete(name);
    if (isFixed(value.text)) scope.set.set(name, plainText(value.text));
  }
  return entries;
}

function readArgs(instruction: Instruction, scope: Scope, reader: Reader): readonly BindingEntry[] {
  return splitInstruction(instruction, reader.escaper).flatMap((word): readonly BindingEntry[] => {
    const [pair] = assignment(word);
    const name = pair?.name ?? word.text;
    if (!isName(name)) return [];
    const span = spanOf(instruction, reader, word.start, word.end);
    const known = scope.args.get(name) ?? null;
    if (!pair) {
      // `ARG NAME` in a stage takes in the one above all stages.
      scope.args.set(name, known);
      const fallback = known === null ? null : reader.seal(known, { name });
      return [
        {
          name,
          value: { kind: "reference", store: "environment", name, default: fallback },
          span,
          resource: "build-arg",
        },
      ];
    }
    if (isFixed(pair.value.text)) scope.args.set(name, plainText(pair.value.text));
    else scope.args.set(name, null);
    const value = bindingValue(pair.value.text, name, syntaxIn(scope), reader.seal);
    return [{ name, value, span, resource: "build-arg" }];
  });
}

function assignment(word: Word): readonly { readonly name: string; readonly value: Word; readonly start: number }[] {
  const at = word.text.indexOf("=");
  if (at <= 0) return [];
  return [{ name: word.text.slice(0, at), value: { ...word, text: word.text.slice(at + 1) }, start: word.start }];
}

function isFixed(text: string): boolean {
  return !/(?<!\\)\$/.test(text);
}

function plainText(text: string): string {
  return text.replaceAll("\\$", "$");
}

function hintsOf(chain: readonly Stage[], stages: readonly Stage[], reader: Reader): BindingsFact["hints"] {
  const last = (keyword: string): Instruction | undefined =>
    chain.flatMap(({ instructions }) => instructions).findLast((instruction) => instruction.keyword === keyword);
  const commands = [last("ENTRYPOINT"), last("CMD")].filter((instruction) => instruction !== undefined);
  return [
    ...stages.flatMap((stage) => targetOf(stage, stages, reader)),
    ...chain
      .slice(0, 1)
      .map(({ parent, span }) => ({ kind: "image" as const, text: redact(parent, reader.seal), span })),
    ...commands.map((instruction) => ({
      kind: "command" as const,
      text: redact(commandText(instruction.text), reader.seal),
      span: spanOf(instruction, reader),
    })),
  ];
}

/** A stage by its name, with what it runs by itself where an image is built up to it. */
function targetOf(stage: Stage, stages: readonly Stage[], { seal }: Reader): BindingsFact["hints"] {
  const { name, span } = stage;
  if (name === null) return [];
  const instructions = chainOf(stage, stages).flatMap((one) => one.instructions);
  const parts = ["ENTRYPOINT", "CMD"].flatMap(
    (keyword) => instructions.findLast((instruction) => instruction.keyword === keyword) ?? [],
  );
  const command = parts.map(({ text }) => commandText(text)).join(" ");
  return [{ kind: "target", text: name, span, ...(command === "" ? {} : { command: redact(command, seal) }) }];
}

/** `["npm", "start"]` and `npm start` are one command. */
function commandText(text: string): string {
  if (!/^\s*\[/.test(text)) return text.trim();
  const words = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? "");
  return words.length > 0 ? words.join(" ") : text.trim();
}

function spanOf(instruction: Instruction, { positions }: Reader, from?: number, to?: number): Span {
  const { offsets, start } = instruction;
  const begin = from === undefined ? start : (offsets[from] ?? start);
  const lastOffset = offsets[(to ?? instruction.text.length) - 1];
  return positions.span(begin, lastOffset === undefined ? begin : lastOffset + 1);
}
