import type { JsonObject } from "@definable/spec";
import type { ChatCall } from "../requests/chat-call.ts";
import type { FakeAudio } from "../script/reply.ts";
import { pieces } from "../../fake-server/reply/pieces.ts";

const AN_HOUR = 3600;
/** A multiple of four, so that each piece is base64 by itself. */
const DATA_PIECE = 64;

/** The audio of a message. */
export function wholeAudio(audio: FakeAudio, call: ChatCall): JsonObject {
  return {
    id: audioId(audio, call),
    data: audio.data,
    expires_at: audio.expiresAt ?? call.created + AN_HOUR,
    transcript: audio.transcript,
  };
}

/** The audio part of the chunk that opens a stream. */
export function audioHead(audio: FakeAudio, call: ChatCall): JsonObject {
  return { id: audioId(audio, call), transcript: "" };
}

/** Transcript and data in pieces, then the expiry, which ends a stream of sound. */
export function audioDeltas(audio: FakeAudio, call: ChatCall, size: number | undefined): readonly JsonObject[] {
  return [
    ...pieces(audio.transcript, size).map((transcript) => ({ transcript })),
    ...pieces(audio.data, DATA_PIECE).map((data) => ({ data })),
    { expires_at: audio.expiresAt ?? call.created + AN_HOUR },
  ];
}

function audioId(audio: FakeAudio, call: ChatCall): string {
  return audio.id ?? `audio_fake${String(call.number).padStart(10, "0")}`;
}
