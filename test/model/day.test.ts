import { expect, it } from "vitest";
import { isDay } from "../../src/model/day.ts";

it.each(["2026-11-27", "2028-02-29", "0999-01-01"])("%s is a day", (text) => {
  expect(isDay(text)).toBe(true);
});

it.each(["2026-02-29", "2026-13-01", "2026-11-31", "2026-1-1", "27.11.2026", "2026-11-27T00:00:00Z", "soon", ""])(
  "%j is none",
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);
