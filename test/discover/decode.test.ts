import { describe, expect, it } from "vitest";
import { decode, isPlainText } from "../../src/discover/decode.ts";

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");

describe("decode", () => {
  it("strips a byte order mark", () => {
    expect(decode(Buffer.from("\uFEFFname: agent"))).toBe("name: agent");
  });

  it("strips only the first byte order mark", () => {
    expect(decode(Buffer.from("\uFEFF\uFEFFa"))).toBe("\uFEFFa");
  });

  it("keeps CRLF, so that columns and offsets stay those of the file", () => {
    expect(decode(Buffer.from("A=1\r\nB=2\r\n"))).toBe("A=1\r\nB=2\r\n");
  });

  it("reads an empty file", () => {
    expect(decode(Buffer.alloc(0))).toBe("");
  });

  it("reads UTF-16 of either byte order", () => {
    expect(decode(utf16("A=1"))).toBe("A=1");
    expect(decode(utf16("A=1").swap16())).toBe("A=1");
  });

  it("drops half a character at the end of UTF-16", () => {
    expect(decode(utf16("A=1").subarray(0, -1))).toBe("A=");
  });

  it("leaves the bytes it was given alone", () => {
    const bytes = utf16("A=1").swap16();
    const before = Buffer.from(bytes);
    decode(bytes);
    expect(bytes.equals(before)).toBe(true);
  });

  it("replaces what is not UTF-8 instead of refusing the file", () => {
    expect(decode(Buffer.from([0x61, 0xff, 0x62]))).toBe("a\uFFFDb");
  });

  it("reads a view into a larger buffer", () => {
    expect(decode(new Uint8Array(Buffer.from("xxA=1yy")).subarray(2, 5))).toBe("A=1");
  });

  it("takes bytes with many NULs for binary", () => {
    expect(decode(Buffer.from("PNG\0\0\0\rIHDR"))).toBeUndefined();
  });

  it("takes NULs among bytes that are not UTF-8 for binary", () => {
    expect(decode(Buffer.concat([Buffer.alloc(1000, 0xf8), Buffer.from([0])]))).toBeUndefined();
  });

  it("reads code with a stray NUL, which would run just as well", () => {
    const code = `const separator = "\0";\n${"// padding\n".repeat(20)}`;
    expect(decode(Buffer.from(code))).toBe(code);
  });
});

describe("isPlainText", () => {
  it("is stricter where the name promises nothing", () => {
    expect(isPlainText(Buffer.from(`\0${"text ".repeat(100)}`))).toBe(false);
    expect(isPlainText(Buffer.from("FROM node:20\n"))).toBe(true);
    expect(isPlainText(utf16("FROM node:20"))).toBe(true);
  });
});
