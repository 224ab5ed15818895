import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { installPeer } from "./peers/install.ts";
import { PEERS } from "./peers/peers.ts";
import { reportPeers, reportRows } from "./report.ts";
import { chosenRows } from "./rows.ts";
import { Samples, sample } from "./sample.ts";

/** How often each side takes its turn; peers, which are slow, less often. */
const REPEATS = 5;
const PEER_REPEATS = 3;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { peers: { type: "boolean" } } });
const rows = chosenRows(positionals);

// What users install is measured: the built packages.
execFileSync("pnpm", ["run", "build"], { stdio: ["ignore", "ignore", "inherit"] });

const peers = new Map<string, string>();
for (const installed of values.peers === true ? PEERS.map((peer) => installPeer(peer)) : []) {
  if ("file" in installed) peers.set(installed.name, installed.file);
  else console.log(`${installed.name} cannot be installed and is left out. ${installed.problem}`);
}

const samples = new Samples();
const beside = new Map<string, readonly string[]>();

/** All sides take turns, each in a fresh process: a machine that slows down slows all. */
for (let repeat = 0; repeat < REPEATS; repeat += 1) {
  for (const { name } of rows) {
    const floor = take(name, "floor");
    take(name, "ours");
    for (const side of floor?.beside ?? []) take(name, side);
    beside.set(name, floor?.beside ?? []);
    if (repeat < PEER_REPEATS) for (const [peer, file] of peers) takePeer(name, peer, file);
  }
}

const missed = reportRows(rows, samples, beside);
if (peers.size > 0) reportPeers(rows, samples, [...peers.keys()]);
process.exitCode = missed === 0 ? 0 : 1;

function take(work: string, side: string): ReturnType<typeof sample> {
  const taken = sample(work, side);
  if (taken !== undefined) samples.add(work, side, taken);
  return taken;
}

/** A peer that does a work wrong, or not at all, has no figure there. */
function takePeer(work: string, peer: string, file: string): void {
  try {
    const taken = sample(work, "peer", file);
    if (taken !== undefined) samples.add(work, peer, taken);
  } catch {
    console.log(`${peer} fails in ${work}.`);
  }
}
