import { isUtf8 } from "node:buffer";

/** Bytes of a file as text without its byte order mark, or undefined when they are not text. Line ends stay as they are. */
export function decode(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = decodeUtf16(buffer) ?? (isBinary(buffer) ? undefined : buffer.toString("utf8"));
  return text?.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

/** Whether the first bytes of a file whose name promises nothing are text. */
export function isPlainText(head: Uint8Array): boolean {
  return (!head.includes(0) || isUtf16(head)) && decode(head) !== undefined;
}

const BYTE_ORDER_MARK = "\uFEFF";
const TOLERATED_NUL_SHARE = 0.01;

/** A stray NUL in source code compiles, so it must not hide the file from an audit; compressed data is no valid UTF-8. */
function isBinary(buffer: Buffer): boolean {
  if (!buffer.includes(0)) return false;
  const nuls = buffer.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  return nuls > buffer.length * TOLERATED_NUL_SHARE || !isUtf8(buffer);
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function decodeUtf16(buffer: Buffer): string | undefined {
  if (!isUtf16(buffer)) return undefined;
  const whole = buffer.subarray(0, buffer.length - (buffer.length % 2));
  return (buffer[0] === 0xff ? whole : Buffer.from(whole).swap16()).toString("utf16le");
}
