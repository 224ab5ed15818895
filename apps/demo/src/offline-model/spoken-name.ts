/** A name of code as it would be said: `from_currency` and `fromCurrency` are "from currency". */
export function spokenName(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase();
}
