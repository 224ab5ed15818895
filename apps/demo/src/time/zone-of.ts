import { zonesOfCountry } from "./countries.ts";
import { foldName } from "./fold-name.ts";
import { PLACES } from "./places.ts";
import { offsetAt } from "./offset-at.ts";

const OFFSET = /^(?:utc|gmt)?\s*([+-])(\d{1,2})(?::?([0-5]\d))?$/i;
const MAX_LENGTH = 100;

/**
 * The zone of a place: an IANA name, a city, a country whose clocks agree at that moment, or an offset such as UTC+2.
 * Throws an error that proposes what to write instead.
 */
export function zoneOf(place: string, moment: Date): string {
  const name = place.trim().replace(/^the\s+(?!hague)/i, "");
  if (name === "" || name.length > MAX_LENGTH) {
    throw new Error(
      `A place needs 1 to ${MAX_LENGTH} characters: give a city such as Tokyo, or a zone such as Asia/Tokyo.`,
    );
  }
  const [city = name] = name.split(",");
  const zone = offsetZone(name) ?? namedZone(name) ?? namedZone(city);
  if (zone !== undefined) return zone;
  const ofCountry = zonesOfCountry(name);
  const [first] = ofCountry;
  if (first === undefined) throw unknownPlace(name);
  const byOffset = new Map(ofCountry.map((each) => [offsetAt(each, moment), each]));
  if (byOffset.size === 1) return first;
  const cities = [...byOffset.values()].slice(0, 6).map(cityOf).join(", ");
  throw new Error(`The clocks of "${name}" differ from place to place: give a city, such as ${cities}.`);
}

function offsetZone(name: string): string | undefined {
  const [, sign, hours = "", minutes = "00"] = OFFSET.exec(name) ?? [];
  if (sign === undefined || Number(hours) > 14) return undefined;
  return `${sign}${hours.padStart(2, "0")}:${minutes}`;
}

function namedZone(name: string): string | undefined {
  const folded = foldName(name);
  const known = cityIndex().get(folded) ?? PLACES.get(folded);
  if (known !== undefined) return known;
  // Old and short names (US/Pacific, CET) are in no list, but the time functions know them.
  const candidate = name.trim().replaceAll(" ", "_");
  return /^[a-z]+(?:\/|$)/i.test(candidate) && isZone(candidate) ? candidate : undefined;
}

let cities: ReadonlyMap<string, string> | undefined;

/** Zones by their whole name and by the city in it. */
function cityIndex(): ReadonlyMap<string, string> {
  cities ??= new Map(
    Intl.supportedValuesOf("timeZone").flatMap((zone) => [
      [foldName(cityOf(zone)), zone],
      [foldName(zone), zone],
    ]),
  );
  return cities;
}

function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

function isZone(candidate: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: candidate });
    return true;
  } catch {
    return false;
  }
}

function unknownPlace(name: string): Error {
  const folded = foldName(name);
  const near = [...cityIndex().keys(), ...PLACES.keys()].find((known) => isNear(folded, known));
  const proposal =
    near === undefined ? "" : ` Did you mean ${near.replace(/\b\p{L}/gu, (letter) => letter.toUpperCase())}?`;
  return new Error(
    `No time zone is known for "${name}".${proposal} Give a city such as Tokyo, or a zone such as Asia/Tokyo.`,
  );
}

/** One letter left out, added, changed or swapped with its neighbour. */
function isNear(a: string, b: string): boolean {
  if (a.length < 4 || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0];
}
