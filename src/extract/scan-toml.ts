/** Where a key and its value stand; for an item of an array or a table header, key and value are one. */
export interface TomlPlace {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Places by path, see {@link tomlPath}. */
export type TomlPlaces = ReadonlyMap<string, TomlPlace>;

/** The key of a path of table keys and array indexes in {@link TomlPlaces}. */
export function tomlPath(path: readonly (string | number)[]): string {
  return path.join("\u0000");
}

/** Finds the places of all keys of a TOML document. The parser gives values without places, this gives the reverse. */
export function scanToml(text: string): TomlPlaces {
  return new Scanner(text).scan();
}

type Path = readonly (string | number)[];

/** Tolerant: what it does not understand costs a place and nothing else. */
class Scanner {
  private readonly text: string;
  private readonly places = new Map<string, TomlPlace>();
  /** How many tables each array of tables has so far. */
  private readonly counts = new Map<string, number>();
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  scan(): TomlPlaces {
    let table: Path = [];
    while (this.position < this.text.length) {
      this.skipBlank();
      if (this.position >= this.text.length) break;
      if (this.peek() === "[") table = this.header();
      else this.keyValue(table);
      this.skipLine();
    }
    return this.places;
  }

  private header(): Path {
    const keyStart = this.position;
    const repeated = this.text.startsWith("[[", this.position);
    this.position += repeated ? 2 : 1;
    const keys = this.keys();
    while (this.peek() === "]") this.position++;
    const path = this.within([], keys, repeated);
    this.record(path, { keyStart, keyEnd: this.position, valueStart: keyStart, valueEnd: this.position });
    return path;
  }

  /** `[a.b]` after `[[a]]` means the last table of `a`. */
  private within(start: Path, keys: readonly string[], repeated: boolean): Path {
    const path = [...start];
    keys.forEach((key, index) => {
      path.push(key);
      const name = tomlPath(path);
      const isNew = repeated && index === keys.length - 1;
      if (isNew) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
      const count = this.counts.get(name);
      if (count !== undefined) path.push(count - 1);
    });
    return path;
  }

  private keyValue(table: Path, depth = 0): void {
    const keyStart = this.position;
    const keys = this.keys();
    const keyEnd = this.position;
    this.skipSpace();
    if (keys.length === 0 || this.peek() !== "=") return;
    this.position++;
    this.skipSpace();
    const path = [...table, ...keys];
    const valueStart = this.position;
    this.value(path, depth);
    this.record(path, { keyStart, keyEnd, valueStart, valueEnd: this.position });
  }

  private keys(): string[] {
    const keys: string[] = [];
    while (this.position < this.text.length) {
      this.skipSpace();
      const quote = this.peek();
      const start = this.position;
      if (quote === '"' || quote === "'") {
        this.string(quote);
        keys.push(this.text.slice(start + 1, this.position - 1));
      } else {
        while (/[\w-]/.test(this.peek())) this.position++;
        if (this.position === start) break;
        keys.push(this.text.slice(start, this.position));
      }
      const end = this.position;
      this.skipSpace();
      if (this.peek() !== ".") {
        this.position = end;
        break;
      }
      this.position++;
    }
    return keys;
  }

  private value(path: Path, depth: number): void {
    const first = this.peek();
    if (depth > 100) this.position = this.text.length;
    else if (first === '"' || first === "'") this.string(first);
    else if (first === "[") this.array(path, depth + 1);
    else if (first === "{") this.inlineTable(path, depth + 1);
    else while (this.position < this.text.length && !/[\s,\]}#]/.test(this.peek())) this.position++;
  }

  private array(path: Path, depth: number): void {
    this.position++;
    for (let index = 0; this.position < this.text.length; index++) {
      this.skipBlank(",");
      if (this.peek() === "]") break;
      const start = this.position;
      this.value([...path, index], depth);
      if (this.position === start) break;
      const place = { keyStart: start, keyEnd: start + 1, valueStart: start, valueEnd: this.position };
      this.record([...path, index], place);
    }
    this.position++;
  }

  private inlineTable(path: Path, depth: number): void {
    this.position++;
    while (this.position < this.text.length) {
      this.skipBlank(",");
      if (this.peek() === "}") break;
      const start = this.position;
      this.keyValue(path, depth);
      if (this.position === start) break;
    }
    this.position++;
  }

  private string(quote: string): void {
    const triple = quote.repeat(3);
    const fence = this.text.startsWith(triple, this.position) ? triple : quote;
    this.position += fence.length;
    while (this.position < this.text.length && !this.text.startsWith(fence, this.position)) {
      if (fence.length === 1 && this.peek() === "\n") return;
      this.position += quote === '"' && this.peek() === "\\" ? 2 : 1;
    }
    this.position += fence.length;
    // Up to two quotes may stand before the closing fence.
    while (fence.length === 3 && this.peek() === quote) this.position++;
  }

  /** A table that only its sub-tables name stands where the first of them does. */
  private record(path: Path, place: TomlPlace): void {
    this.places.set(tomlPath(path), place);
    for (let length = path.length - 1; length > 0; length--) {
      const outer = tomlPath(path.slice(0, length));
      if (this.places.has(outer)) break;
      this.places.set(outer, { ...place, valueEnd: place.keyEnd, valueStart: place.keyStart });
    }
  }

  private peek(): string {
    return this.text.charAt(this.position);
  }

  private skipSpace(): void {
    while (this.peek() === " " || this.peek() === "\t") this.position++;
  }

  private skipBlank(also = ""): void {
    while (this.position < this.text.length) {
      const next = this.peek();
      if (next === "#") this.skipLine();
      else if (/\s/.test(next) || (also !== "" && next === also)) this.position++;
      else break;
    }
  }

  private skipLine(): void {
    while (this.position < this.text.length && this.peek() !== "\n") this.position++;
  }
}
