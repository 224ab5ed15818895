import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { judgeParity } from "./parity/judge-parity.ts";
import { readParity } from "./parity/read-parity.ts";
import { RAN_TESTS } from "./ran-tests.ts";
import type { RanTests } from "./ran-tests.ts";
import { root } from "./step.ts";

const rows = readParity(readFileSync(join(root, "docs/parity.md"), "utf8"));
// What the reporter wrote when the tests ran last.
const ran = existsSync(RAN_TESTS) ? (JSON.parse(readFileSync(RAN_TESTS, "utf8")) as RanTests) : {};
const complaints = judgeParity(root, rows, ran);
for (const complaint of complaints) console.error(complaint);
const later = rows.filter(({ shownBy }) => shownBy === undefined).length;
console.log(
  `Parity: ${rows.length} promises, ${rows.length - later} shown, ${later} not yet; ${complaints.length} complaints.`,
);
if (rows.length === 0 || complaints.length > 0) process.exitCode = 1;
