import { Child } from "../child.ts";
import { median } from "../work.ts";
import { ACCEPT, ANSWER, QUESTIONS } from "./answer.ts";
import { Connection } from "./connection.ts";

const CONNECTIONS = 32;

export interface Load {
  readonly kind: "json" | "events";
  /** How many requests make one slice, of which the median counts. */
  readonly slice: number;
}

/** Microseconds of processor time that a server needs for a request, with 32 connections that never rest. */
export async function driveServer(side: string, { kind, slice }: Load): Promise<number> {
  await using server = await Child.start("./http/server.ts", [side]);
  const request = requestOf(server.url, kind);
  const connections = Array.from({ length: CONNECTIONS }, () => new Connection(server.url, request));
  const figures: number[] = [];
  for (let round = -8; round < 9; round += 1) {
    const before = await server.cpu();
    await askMany(connections, slice, kind);
    if (round >= 0) figures.push(((await server.cpu()) - before) / slice);
  }
  for (const connection of connections) connection.close();
  return median(figures);
}

async function askMany(connections: readonly Connection[], count: number, kind: Load["kind"]): Promise<void> {
  let left = count;
  const ask = async (connection: Connection): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const answer = await connection.ask();
      if (!isRight(answer, kind)) throw new Error(`A wrong answer: ${answer}`);
    }
  };
  await Promise.all(connections.map(ask));
}

function requestOf(url: string, kind: Load["kind"]): string {
  const body = JSON.stringify({ input: QUESTIONS[kind] });
  return [
    "POST /runs HTTP/1.1",
    `host: ${new URL(url).host}`,
    `accept: ${ACCEPT[kind]}`,
    "content-type: application/json",
    `content-length: ${body.length}`,
    "",
    body,
  ].join("\r\n");
}

function isRight(answer: string, kind: Load["kind"]): boolean {
  if (!answer.startsWith("HTTP/1.1 200 ") || !answer.includes(JSON.stringify(ANSWER).slice(1, -1))) return false;
  return kind === "json" || answer.split("event: RunContent\n").length === 21;
}
