import { foldName } from "./fold-name.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["america", "US"],
  ["united states of america", "US"],
  ["usa", "US"],
]);

let regions: ReadonlyMap<string, string> | undefined;

/** The time zones of a country by its English name; none when the name is not a country's. */
export function zonesOfCountry(name: string): readonly string[] {
  regions ??= regionNames();
  const region = OTHER_NAMES.get(foldName(name)) ?? regions.get(foldName(name));
  return region === undefined ? [] : zonesOfRegion(region);
}

/** Made once, on the first question for a country: asking for 676 names takes some milliseconds. */
function regionNames(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const codes = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
  return new Map(codes.map((code) => [foldName(names.of(code) ?? code), code]));
}

function zonesOfRegion(region: string): readonly string[] {
  // The library types do not know `getTimeZones` yet; it is checked before it is called.
  const locale = new Intl.Locale("und", { region }) as Intl.Locale & {
    getTimeZones?: () => readonly string[] | undefined;
  };
  return locale.getTimeZones?.() ?? [];
}
