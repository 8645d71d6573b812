import type { BindingValue } from "../model/binding-facts.ts";
import type { DocumentEntry, DocumentNode, DocumentScalar } from "../model/document.ts";
import type { Place, Span } from "../model/location.ts";
import { type ConfigNode, entrySpan, textOf, valueAt } from "./config-node.ts";
import type { Seal } from "./extractor.ts";
import { findKey } from "./known-keys.ts";
import { readYaml } from "./read-yaml.ts";
import { bindingValue, literalSyntax, type Syntax } from "./references.ts";
import { configSyntax, isVariableName, settingName, undecided } from "./variables.ts";

export interface SealingContext {
  readonly path: string;
  /** The file as it is written: where the lines of a text inside it begin. */
  readonly lines: readonly string[];
  readonly seal: Seal;
  readonly syntax?: Syntax;
  /** What a template put in the place of its actions, which is no name. */
  readonly marks?: RegExp;
}

/** Bounds what anchors can unfold to. */
const mostNodes = 50_000;

/** The document with its texts sealed; what is a name or a path keeps its text. */
export function sealDocument(root: ConfigNode, context: SealingContext): DocumentNode {
  return new Sealing(context).node(root, "", false);
}

/** Keys whose values are names, paths and kinds, by which documents refer to each other. */
const structural =
  /^(?:apiVersion|kind|name|namespace|key|path|fieldPaths?|target|targetRevision|chart|op|from|behavior|image|newName|newTag|namePrefix|nameSuffix|resources|bases|components|crds|patches|patchesStrategicMerge|patchesJson6902|envs?|files|literals|valuesFiles?|valueFiles?|valuesKey|prefix|secretKey|remoteKey|property|version|server|region|role|service|provider|projectID|vaultUrl|tenantId|keyvaultName|objects?|objectName|objectAlias|objectType|secretPath|secretNames?|secretName|create|delete|\$patch|environment|env|app\.kubernetes\.io\/(?:name|environment|instance)|labelSelector|annotationSelector|condition|alias|repository|releaseName|project|config|host|optional|cluster|url)$/;

/** What such a name is written with; a sentence or a password with odd characters is none. */
const nameLike = /^[\w./:@*~+-]{1,253}$/;

/** Keys below which whole documents may stand as text. */
const embedding = /^(?:patch|patches|patchesStrategicMerge|values|objects)$/;

class Sealing {
  private readonly context: SealingContext;
  private nodes = 0;
  /** Anchors make one mapping stand in many places; it is sealed once. */
  private readonly maps = new Map<ConfigNode, DocumentNode>();

  constructor(context: SealingContext) {
    this.context = context;
  }

  node(node: ConfigNode, key: string, isEncoded: boolean): DocumentNode {
    const at = this.place(node.span);
    if (this.nodes++ > mostNodes) return { kind: "scalar", value: undecided("too much of it"), text: null, at };
    if (node.kind === "list") {
      return { kind: "list", items: node.items.map((item) => this.node(item, key, false)), at };
    }
    if (node.kind === "map") {
      const known = this.maps.get(node);
      if (known) return known;
      const sealed = this.map(node, at);
      this.maps.set(node, sealed);
      return sealed;
    }
    return this.embedded(node, key) ?? this.scalar(node, key, at, isEncoded);
  }

  private map(node: Extract<ConfigNode, { kind: "map" }>, at: Place): DocumentNode {
    // A variable of a container is called by its sibling, and not by the key that its value has.
    const called = textOf(valueAt(node, "name")) ?? textOf(valueAt(node, "key"));
    const isSecret = textOf(valueAt(node, "kind")) === "Secret";
    const entries = node.entries.map((entry): DocumentEntry => {
      const isEncoded = isSecret && entry.key === "data" && entry.value.kind === "map";
      const value = isEncoded
        ? this.encoded(entry.value)
        : this.node(entry.value, entry.key === "value" && called !== null ? called : entry.key, false);
      return { key: this.key(entry.key), at: this.place(entrySpan(entry)), value };
    });
    return { kind: "map", entries, at };
  }

  private encoded(node: ConfigNode): DocumentNode {
    if (node.kind !== "map") return this.node(node, "data", false);
    const entries = node.entries.map((entry) => ({
      key: this.key(entry.key),
      at: this.place(entrySpan(entry)),
      value: this.node(entry.value, entry.key, true),
    }));
    return { kind: "map", entries, at: this.place(node.span) };
  }

  private scalar(
    node: Extract<ConfigNode, { kind: "scalar" }>,
    key: string,
    at: Place,
    isEncoded: boolean,
  ): DocumentNode {
    if (node.type === "null") return { kind: "scalar", value: null, text: null, at };
    const { seal, syntax = configSyntax } = this.context;
    const [, name, text = ""] = /^([A-Za-z_][\w.-]*)=(.*)$/s.exec(node.text) ?? [];
    if (name !== undefined && (key === "literals" || key === "files")) return this.pair(name, text, key, at);
    const isMarked = this.context.marks !== undefined && node.text.search(this.context.marks) >= 0;
    const isName = structural.test(key) && nameLike.test(node.text) && !isMarked && !findKey(node.text);
    if (isName) return this.name(node.text, at);
    if (isEncoded) return this.decoded(node.text, key, at);
    return toScalar(bindingValue(node.text, isVariableName(key) ? key : settingName(key), syntax, seal), at);
  }

  /** `NAME=value` in a list, as the pair that it is; of a file the value is its path. */
  private pair(name: string, text: string, key: string, at: Place): DocumentNode {
    const { seal, syntax = configSyntax } = this.context;
    const isPath = key === "files" && nameLike.test(text);
    const value = isPath ? this.name(text, at) : toScalar(bindingValue(text, name, syntax, seal), at);
    const entries = [
      { key: "name", at, value: this.name(name, at) },
      { key: "value", at, value },
    ];
    return { kind: "map", entries, at };
  }

  private name(text: string, at: Place): DocumentScalar {
    return toScalar({ kind: "literal", sealed: { ...this.context.seal(text), nature: "plain", text } }, at);
  }

  private decoded(text: string, key: string, at: Place): DocumentNode {
    if (text.includes("{{")) return { kind: "scalar", value: undecided("filled in by a template"), text: null, at };
    const { marks, syntax, seal } = this.context;
    // `{{ .Values.key | b64enc }}` is the value, encoded on the way.
    if (marks && text.search(marks) >= 0)
      return toScalar(bindingValue(text, settingName(key), syntax ?? configSyntax, seal), at);
    const isBase64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text);
    const plain = isBase64 ? Buffer.from(text, "base64").toString("utf8") : text;
    const value = bindingValue(plain, settingName(key), literalSyntax, seal);
    // Whole files stand in a Secret too, and what in them is secret does not show.
    if (value.kind !== "literal" || isVariableName(key)) return toScalar(value, at);
    const { text: _, ...sealed } = value.sealed;
    return toScalar({ kind: "literal", sealed }, at);
  }

  /** A document written as a text inside this one. */
  private embedded(node: Extract<ConfigNode, { kind: "scalar" }>, key: string): DocumentNode | null {
    if (!embedding.test(key) || node.type !== "string" || !/[\n{[]/.test(node.text)) return null;
    const { root } = readYaml(node.text);
    if (root === null || root.kind === "scalar") return null;
    const { lines } = this.context;
    const start = node.span.startLine;
    // A block text begins on the line below its `|`, as far to the right as its first line does.
    const isBlock = node.span.endLine > start;
    const indent = isBlock ? ((lines[start] ?? "").match(/^\s*/)?.[0].length ?? 0) : 0;
    const moved = (span: Span): Span =>
      isBlock
        ? {
            startLine: start + span.startLine,
            startColumn: indent + span.startColumn,
            endLine: start + span.endLine,
            endColumn: indent + span.endColumn,
          }
        : node.span;
    return this.node(shift(root, moved), "", false);
  }

  /** Whole sentences are keys in broken files, and secrets too. */
  private key(written: string): string {
    const { marks, seal } = this.context;
    if (marks && written.search(marks) >= 0) return written.replace(marks, "{{$1}}");
    const isLong = written.length >= 12 && (written.length > 128 || seal(written).nature === "secret");
    return isLong ? "…" : written;
  }

  private place(span: Span): Place {
    return { path: this.context.path, span };
  }
}

function toScalar(value: BindingValue, at: Place): DocumentScalar {
  return { kind: "scalar", value, text: value.kind === "literal" ? (value.sealed.text ?? null) : null, at };
}

function shift(node: ConfigNode, moved: (span: Span) => Span): ConfigNode {
  if (node.kind === "scalar") return { ...node, span: moved(node.span) };
  if (node.kind === "list") {
    return { ...node, items: node.items.map((item) => shift(item, moved)), span: moved(node.span) };
  }
  const entries = node.entries.map(({ key, keySpan, value }) => ({
    key,
    keySpan: moved(keySpan),
    value: shift(value, moved),
  }));
  return { ...node, entries, span: moved(node.span) };
}
