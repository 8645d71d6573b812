import type { SinkKind } from "../model/sink.ts";
import type { StoreKind } from "../model/store.ts";

/** A package and the exported names that an entry is about; names are dotted for statics (`Redis.fromEnv`). */
export interface SymbolPattern {
  /** Exact package names or subpaths; a trailing `*` matches any rest. */
  readonly packages: readonly string[];
  readonly names: readonly string[];
  /** The versions of the package for which the entry holds, as npm writes a range; all if absent. */
  readonly versions?: string;
}

/** An argument of a call: its position and the properties to follow inside it. Several paths are alternatives, first match wins. */
export interface ArgumentPath {
  readonly index: number;
  readonly path: readonly string[];
}

/** Which level of a store's identity a value names (CONTROLS §5.1.4). */
export type Level = "host" | "name" | "container" | "scope";

export interface LevelSource {
  readonly level: Level;
  readonly from: readonly ArgumentPath[];
  /** Environment variables that the SDK reads itself when the argument is absent. */
  readonly implicit?: readonly string[];
  /** What the SDK takes when neither is given. */
  readonly otherwise?: string;
  /** What its name is unique in, where that is given apart: the two together are the name (`tenant/database`). */
  readonly within?: { readonly from: readonly ArgumentPath[]; readonly implicit?: readonly string[] };
  /** Of a host: where its port stands if it is given apart. */
  readonly port?: { readonly from: readonly ArgumentPath[]; readonly implicit?: readonly string[] };
}

/** A store product as its client library is used in TypeScript. */
export interface StoreEntry {
  readonly provider: string;
  readonly kind: StoreKind;
  /** `<Product> index`, `<Product> database`: what a person calls it. */
  readonly label: string;
  /** What a platform's configuration calls the resource, where it is bound there and handed over open (`env.DB`). */
  readonly binding?: string;
  /** Constructors, factories and declared types of what is handed over open. */
  readonly opens: readonly (SymbolPattern & {
    readonly levels: readonly LevelSource[];
    readonly credential?: { readonly from: readonly ArgumentPath[]; readonly implicit?: readonly string[] };
    /** An argument that already is an open client of this or another entry (`new PineconeStore(e, { pineconeIndex })`, `drizzle(pool)`). */
    readonly wraps?: readonly ArgumentPath[];
    /** The exported value is the open client, without a call (`kv` of `@vercel/kv`). */
    readonly ready?: true;
    /** It has no address of its own: it goes where another opener of this entry went in the process (`mongoose.model`). */
    readonly ambient?: true;
    /** The client does much else: it is a store only where an operation on it is called. */
    readonly latent?: true;
    /** Its module is generated into the repository, under whatever path, and mostly left out of it (`PrismaClient`). */
    readonly generated?: true;
    /** It opens nothing by itself: it is a store where it is given one (`new Mastra({ storage })`). */
    readonly carries?: true;
    /** To open it is to write already (`PineconeStore.fromDocuments`). */
    readonly writes?: true;
  })[];
  /** Methods that open it on something else than its client, by a name that no other product has (`env.AI.autorag("x")`). */
  readonly openedBy?: readonly { readonly methods: readonly string[]; readonly levels: readonly LevelSource[] }[];
  /** Methods that narrow an open client: `.index("x")`, `.namespace("y")`, `.db("z")`, `.collection("w")`. */
  readonly narrows: readonly {
    readonly methods: readonly string[];
    readonly levels: readonly LevelSource[];
    /** Where the SQL stands that a later call runs: `db.prepare("…").run()`. */
    readonly statement?: readonly ArgumentPath[];
  }[];
  /** Methods that call a function with the client: `db.transaction(async (tx) => …)`. */
  readonly hands?: readonly string[];
  /**
   * Methods that read or write, dotted where a property tells what is worked on (`memory.add`). `levels` where the call
   * itself names a container (`client.upsert("collection", …)`). "" calls the client itself.
   */
  readonly operations: readonly {
    readonly methods: readonly string[];
    readonly effect: "read" | "write";
    readonly levels?: readonly LevelSource[];
    /** Where the SQL or command stands whose first word decides; `effect` is what holds if it cannot be read. */
    readonly statement?: readonly ArgumentPath[];
  }[];
  /** Constructors of what an open client is told to do (`client.send(new PutCommand({ TableName }))`). */
  readonly requests?: readonly (SymbolPattern & {
    readonly effect: "read" | "write";
    readonly levels: readonly LevelSource[];
  })[];
  /** The cloud in whose accounts its names count: an equal name in another account is another store. */
  readonly namedIn?: "aws";
  /** Whether one credential of this product can be limited to a container. */
  readonly limitsContainers: boolean;
  /** Whether what it holds is context by its nature (vector, memory, semantic cache). */
  readonly isContext: boolean;
}

/** A function that reaches the world outside and is no store: `fetch`, payments, mail, messaging, processes, files. */
export interface SinkEntry {
  readonly operation: string;
  readonly kind: SinkKind;
  readonly calls: readonly SymbolPattern[];
  /** Methods of a client made by `calls` that do it, as dotted suffixes (`charges.create`, `refunds.create`); absent: the call itself. */
  readonly methods?: readonly {
    readonly suffixes: readonly string[];
    readonly kind: SinkKind;
    /** Where the name of what is really done stands (`GMAIL_FETCH_EMAILS`): one that only asks changes nothing. */
    readonly action?: readonly ArgumentPath[];
  }[];
  readonly url?: readonly ArgumentPath[];
  /** Where the HTTP method stands: `kind` holds for all but GET, HEAD and OPTIONS, and an absent one is GET. */
  readonly httpMethod?: readonly ArgumentPath[];
  readonly credential?: { readonly from: readonly ArgumentPath[]; readonly implicit?: readonly string[] };
  readonly provider: string;
  /** It runs code on a machine that is made for it, apart from the process and its secrets. */
  readonly isolated?: true;
}

/** How a framework defines a tool. */
export interface ToolEntry {
  readonly framework: string;
  readonly symbol: SymbolPattern;
  /** `method`: a method of that name on any receiver (`server.registerTool`), the symbol's packages being those of the receiver if known. */
  readonly form: "call" | "new" | "method";
  /** The method is one of what this call gave, whose arguments come first: `toolDefinition({…}).server(handler)`. */
  readonly after?: string;
  readonly name: readonly ArgumentPath[];
  readonly description: readonly ArgumentPath[];
  readonly schema: readonly ArgumentPath[];
  readonly handler: readonly ArgumentPath[];
  readonly annotations: readonly ArgumentPath[];
  /** Checks that the framework runs before the handler, and whether it asks a person first. */
  readonly guardrails?: readonly ArgumentPath[];
  readonly approval?: readonly ArgumentPath[];
  /** What whoever runs the agent hands to its tools: the calls that take it, and the property of the handler's second argument that has it. */
  readonly context?: { readonly under: string; readonly calls: SymbolPattern; readonly from: readonly ArgumentPath[] };
  /** Properties of the handler's first argument under which the model's input stands (`context` in older Mastra); empty: it is the argument. */
  readonly inputUnder: readonly string[];
}

/** A model client or call: evidence of an agent, and the credential it uses. */
export interface ModelEntry {
  readonly provider: string;
  readonly symbol: SymbolPattern;
  /** `mcp-client`: brings the tools of a server that may stand anywhere. */
  readonly role: "provider" | "call" | "agent" | "mcp-client";
  readonly credential?: { readonly from: readonly ArgumentPath[]; readonly implicit?: readonly string[] };
  readonly tools?: readonly ArgumentPath[];
}

/** Something that keeps a record of what happened: loggers, telemetry, analytics, tracing. */
export interface TelemetryEntry {
  readonly product: string;
  readonly symbol: SymbolPattern;
  /** `init`: configures the process; `logger`: makes a logger; `emit`: writes one event. */
  readonly role: "init" | "logger" | "emit" | "span";
  /** For `logger` and `init`: where bindings that go on every record stand. */
  readonly base?: readonly ArgumentPath[];
  /** Where the environment itself stands, under whatever name the product has for it, and the variables that the SDK reads for it. */
  readonly environment?: { readonly from: readonly ArgumentPath[]; readonly implicit?: readonly string[] };
  /** Methods of a made logger or client that write one event, and the argument that holds its fields; "" is the call itself. */
  readonly emits?: readonly {
    readonly methods: readonly string[];
    readonly fields: readonly ArgumentPath[];
    readonly name?: readonly ArgumentPath[];
  }[];
  /** Methods that derive another logger with more bindings (`child`). */
  readonly derives?: readonly { readonly methods: readonly string[]; readonly base: readonly ArgumentPath[] }[];
}
