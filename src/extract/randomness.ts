/** The length of a value as a band, which says how strong it may be and not which it is. */
export function lengthBand(text: string): string {
  const bounds = [8, 16, 32, 64, 128, 512];
  const above = bounds.findIndex((bound) => text.length < bound);
  if (above === 0) return "fewer than 8 characters";
  if (above < 0) return "512 or more characters";
  return `${bounds[above - 1]} to ${(bounds[above] ?? 0) - 1} characters`;
}

/**
 * Whether a string without a known form looks generated. No single sign tells: a name may change case often, and a key
 * may hold few digits. Errs towards words, since names are everywhere and keys usually stand under a telling name.
 */
export function isRandom(written: string): boolean {
  const text = written.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "");
  if (text.length < 20 || text.length > 1024 || !/^[A-Za-z0-9+/=_~.-]+$/.test(text)) return false;
  if (looksLikeWords(text) || holdsWords(text) || looksLikeRecordId(text)) return false;
  if (isPath(text) || isSequence(text) || isDrawing(text)) return false;
  const packed = text.replace(/[^A-Za-z0-9]/g, "");
  if (packed.length < 20 || !/[A-Za-z]/.test(packed)) return false;
  // One key in a hundred holds no digit; names without one are everywhere.
  return signs(packed) >= 2 && (/\d/.test(packed) || hasOddParts(packed));
}

/** How many of the signs of a generated string it shows. */
function signs(packed: string): number {
  const letters = packed.replace(/\d/g, "");
  const vowels = letters.replace(/[^aeiouy]/gi, "").length;
  return [
    changes(packed) / packed.length >= 0.42,
    count(packed, /\d+/g) >= 3,
    vowels / letters.length < (packed.length < 30 ? 0.28 : 0.32),
    /[bcdfghjklmnpqrstvwxz]{5}/i.test(letters),
    hasOddParts(packed),
  ].filter(Boolean).length;
}

/** `getUserToken` falls into words at its capitals, a key into pieces that are none. */
function hasOddParts(packed: string): boolean {
  const parts = packed.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
  const odd = parts.filter((part) => part.length <= 2 || !/[aeiouy]/i.test(part));
  return parts.length >= 5 && odd.length * 2 >= parts.length;
}

/** `access_token_2`, `gpt-4-mini`, `20240101_add_users`: each part a word or a number. */
export function looksLikeWords(text: string): boolean {
  return text
    .split(/[-_. /:]/)
    .every((part) => part.length <= 14 && /^(?:[A-Za-z]?[a-z]*\d{0,2}|[A-Z]+\d{0,2}|v?\d+)$/.test(part));
}

/** `gpt-35-turbo-16k-badge-6282561d`: words with something behind them. */
function holdsWords(text: string): boolean {
  const parts = text.split(/[-_./]/);
  const words = parts.filter(
    (part) => /^(?:[a-z]{4,14}|[A-Z]{4,14}|[A-Z][a-z]{3,14})$/.test(part) && /[aeiouy]/i.test(part),
  );
  return parts.length >= 3 && words.length >= 2;
}

/** The path of an SVG. */
function isDrawing(text: string): boolean {
  return /^[mlhvcsqtaz\d.-]+$/i.test(text);
}

/** `price_1Rm…`, `cus_…`, the ids of MongoDB, a ULID: ids of records, which open nothing. */
function looksLikeRecordId(text: string): boolean {
  return (
    /^(?:[0-9a-f-]{1,31}|[0-7][0-9A-HJKMNP-TV-Z]{25})$/.test(text) ||
    /^(?:price|cus|sub|acct|pi|in|evt|plan|txn|ch|seti|usr|user|org|team|proj|app|asst|thread|vs|file)_/.test(text) ||
    /^(?:msg|run|call|chatcmpl|resp|req|doc|wf|lt)_/.test(text)
  );
}

/** An alphabet, as encoders have. */
function isSequence(text: string): boolean {
  return /abcdefg|ABCDEFG|0123456|1234567/.test(text);
}

function isPath(text: string): boolean {
  if (/\.[a-z]{2,5}$/.test(text) && text.includes("/")) return true;
  return text.split("/").length > 2 && text.split("/").every((part) => part.length < 16);
}

/** How often a character is of another kind than the one before. */
function changes(text: string): number {
  let result = 0;
  for (let index = 1; index < text.length; index++) if (kindOf(text, index) !== kindOf(text, index - 1)) result++;
  return result;
}

function kindOf(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code >= 0x61) return 1;
  return code >= 0x41 ? 2 : 3;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
