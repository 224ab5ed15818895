import { offsetAt } from "./offset-at.ts";

/** The moment as the clocks of a zone show it: `Thursday 20 November 2025, 21:49:05 (Asia/Tokyo, UTC+09:00)`. */
export function clockText(zone: string, moment: Date): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? "";
  const day = `${part("weekday")} ${part("day")} ${part("month")} ${part("year")}`;
  return `${day}, ${part("hour")}:${part("minute")}:${part("second")} (${zone}, UTC${offsetAt(zone, moment)})`;
}
