import { describe, expect, it } from "vitest";
import { anthropicVendor, ConformanceError, modelConformance, openAIVendor } from "@definable/testing";
import { TinyChat } from "./tiny-chat.ts";
import type { Fault } from "./tiny-chat.ts";

/** Short, because a mutant that hangs is waited for. */
const patienceMs = 400;

/** Each fault with the case that catches it. */
const FAULTS: Readonly<Record<Fault, string>> = {
  losesTheEnd: "streams text in pieces that join to the content",
  saysMoreUnstreamed: "gives the same reply streamed and not",
  halvesCharacters: "keeps characters whole when their bytes come one by one",
  inventsText: "gives an empty reply as it is",
  dropsReasoning: "tells reasoning from text",
  doesNotWait: "waits for a listener that is behind",
  sharesItsState: "keeps two calls at once apart",
  ignoresTheIndex: "puts tool calls together whose pieces come in turn",
  forgetsTheText: "keeps text that comes before tool calls",
  readsArguments: "passes arguments on that are not JSON",
  countsCacheTwice: "counts cached tokens as input and reasoning as output",
  inventsUsage: "counts nothing when the vendor does not",
  alwaysStops: "tells why it stopped: length",
  dropsResults: "sends instructions, tools and the history in order",
  dropsMedia: "sends images with the words",
  changesTheHistory: "sends instructions, tools and the history in order",
  sendsVideo: "refuses a part of type video by name, without asking the vendor",
  asksAnyway: "asks nothing when the signal has aborted before",
  isDeaf: "rejects when the signal aborts before the headers",
  goesOnAfterAbort: "rejects when the listener itself aborts",
  quotesTheVendor: "fails with MODEL_BAD_REQUEST when the vendor complains of badRequest",
  knowsOneCode: "fails with MODEL_AUTHENTICATION when the vendor complains of authentication",
  retries: "fails with MODEL_OVERLOADED when the vendor complains of overloaded",
  forgetsToWait: "says how long to wait when the vendor gives seconds",
  throwsPlainErrors: "fails with MODEL_UNAVAILABLE when nobody listens",
  takesACutForAnEnd: "fails with MODEL_STREAM_CUT when the stream ends before the model did",
  takesAPageForAReply: "fails with MODEL_BAD_REPLY when a web page answers",
};

describe("a faulty model is caught", () => {
  it.each(Object.entries(FAULTS))("that %s", async (fault, caught) => {
    // The keys of the table are the faults.
    const make = (connection: ConstructorParameters<typeof TinyChat>[0]): TinyChat =>
      new TinyChat(connection, fault as Fault);
    const cases = modelConformance(openAIVendor("Tiny", make, { patienceMs }));
    const run = cases.find(({ name }) => name === `Tiny ${caught}`)?.run;
    await expect(run?.()).rejects.toThrow();
  });
});

describe("the kit", () => {
  const unused = (): never => {
    throw new Error("no model is needed to list cases");
  };

  it("leaves out what vendor or model cannot do", () => {
    const all = modelConformance(openAIVendor("A", unused)).map(({ name }) => name);
    const lacks = ["reasoning", "images", "files", "missingUsage"] as const;
    const some = modelConformance(openAIVendor("A", unused, { lacks, refusedPart: undefined })).map(({ name }) => name);
    expect(all.filter((name) => !some.includes(name))).toEqual([
      "A tells reasoning from text",
      "A counts nothing when the vendor does not",
      "A sends images with the words",
      "A sends files with the words",
      "A refuses a part of type video by name, without asking the vendor",
    ]);
  });

  it("asks the same of both vendors, but for what one of them always does or cannot take", () => {
    const namesOf = (cases: readonly { readonly name: string }[]): readonly string[] =>
      cases.map(({ name }) => name.replace("A ", ""));
    const openai = namesOf(modelConformance(openAIVendor("A", unused)));
    const anthropic = namesOf(modelConformance(anthropicVendor("A", unused)));
    expect(openai.filter((name) => !anthropic.includes(name))).toEqual([
      "counts nothing when the vendor does not",
      "refuses a part of type video by name, without asking the vendor",
    ]);
    expect(anthropic.filter((name) => !openai.includes(name))).toEqual([
      "refuses a part of type audio by name, without asking the vendor",
    ]);
  });

  it("says for what it waited when a model hangs", async () => {
    const driver = openAIVendor("A", (connection) => new TinyChat(connection, "isDeaf"), { patienceMs });
    const deaf = modelConformance(driver).find(({ name }) => name.endsWith("before the headers"));
    const error = await deaf?.run().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConformanceError);
    expect(error).toHaveProperty("message", "Waited 400 ms for the call to fail, in vain.");
  });
});
