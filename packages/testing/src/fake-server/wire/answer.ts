import { setTimeout as delay } from "node:timers/promises";
import type { AnyReply, ReplyStep, ServerStep } from "../script/step.ts";
import { deliver } from "./deliver.ts";
import type { Answer, Exchange } from "./deliver.ts";

/** How one vendor writes its answers to one request. */
export interface VendorVoice<Reply extends AnyReply, Failure> {
  reply(step: ReplyStep<Reply, Failure>): Answer;
  failure(status: number, error: Failure): Answer;
}

/** Carries out a step of the script. */
export async function answerWithStep<Reply extends AnyReply, Failure>(
  step: ServerStep<Reply, Failure>,
  voice: VendorVoice<Reply, Failure>,
  exchange: Exchange,
): Promise<void> {
  const delayMs = step.kind === "reply" ? step.reply.delayMs : step.delayMs;
  if (delayMs) await delay(delayMs, undefined, { signal: exchange.gone }).catch(() => undefined);
  switch (step.kind) {
    case "reply":
      return deliver(voice.reply(step), step.ending, exchange);
    case "failure": {
      const answer = voice.failure(step.status, step.error);
      return deliver({ ...answer, headers: { ...answer.headers, ...step.headers } }, { kind: "finish" }, exchange);
    }
    case "raw": {
      const { status, headers, body: frames } = step;
      return deliver({ status, headers, frames, wire: {} }, { kind: "finish" }, exchange);
    }
    default:
      step satisfies never;
  }
}
