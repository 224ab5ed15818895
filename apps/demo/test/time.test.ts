import { expect, test } from "vitest";
import { clockText } from "../src/time/clock-text.ts";
import { zoneOf } from "../src/time/zone-of.ts";

const winter = new Date("2025-01-15T12:00:00Z");
const summer = new Date("2025-07-15T12:00:00Z");

test.for([
  ["Tokyo", "Asia/Tokyo"],
  ["  new york ", "America/New_York"],
  ["asia/tokyo", "Asia/Tokyo"],
  ["São Paulo", "America/Sao_Paulo"],
  ["San Francisco", "America/Los_Angeles"],
  ["St. Petersburg", "Europe/Moscow"],
  ["Paris, France", "Europe/Paris"],
  ["the Netherlands", "Europe/Amsterdam"],
  ["Germany", "Europe/Berlin"],
  ["UTC+2", "+02:00"],
  ["GMT-5:30", "-05:30"],
  ["US/Pacific", "US/Pacific"],
])("%s has the clocks of %s", ([place, zone]) => {
  expect(zoneOf(place ?? "", winter)).toBe(zone);
});

test("a zone shows its own day, hour and offset, in summer and in winter", () => {
  expect(clockText("Europe/Berlin", winter)).toBe("Wednesday 15 January 2025, 13:00:00 (Europe/Berlin, UTC+01:00)");
  expect(clockText("Europe/Berlin", summer)).toBe("Tuesday 15 July 2025, 14:00:00 (Europe/Berlin, UTC+02:00)");
  expect(clockText("Pacific/Kiritimati", winter)).toContain("Thursday 16 January 2025, 02:00:00");
  expect(clockText("UTC", winter)).toContain("12:00:00 (UTC, UTC+00:00)");
});

test("midnight is 00:00, not 24:00", () => {
  expect(clockText("UTC", new Date("2025-01-15T00:00:00Z"))).toContain("15 January 2025, 00:00:00");
});

test("every zone that the machine knows is found by its name", () => {
  for (const zone of Intl.supportedValuesOf("timeZone")) expect(zoneOf(zone, winter)).toBe(zone);
});

test.for([
  ["Atlantis", 'No time zone is known for "Atlantis"'],
  ["Tokio", "Did you mean Tokyo?"],
  ["Australia", "differ from place to place"],
  ["", "1 to 100 characters"],
  ["x".repeat(200), "1 to 100 characters"],
  ["constructor", "No time zone is known"],
  ["__proto__", "No time zone is known"],
  ["../../etc/localtime", "No time zone is known"],
])("%s is no place: %s", ([place, words]) => {
  expect(() => zoneOf(place ?? "", winter)).toThrow(words);
});
