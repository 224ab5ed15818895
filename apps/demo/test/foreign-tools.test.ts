import { expect, test } from "vitest";
import { z } from "zod";
import { callsFor, definition } from "./support/model-request.ts";

/** Tools that the offline model has never seen: their schemas are all that it has to go by. */
const FOREIGN = [
  definition("get_weather", "Current weather in a city.", { city: z.string() }),
  definition("convert_currency", "Convert an amount of money from one currency to another.", {
    amount: z.number(),
    from: z.string().describe("ISO 4217 code of the source currency"),
    to: z.string().describe("ISO 4217 code of the target currency"),
  }),
  definition("send_email", "Send an email to somebody.", { to: z.email(), subject: z.string(), body: z.string() }),
  definition("roll_dice", "Roll some dice and return the numbers.", {
    count: z.int().describe("How many dice"),
    sides: z.int().describe("Sides of each die"),
  }),
  definition("book_flight", "Book a flight.", {
    origin: z.string().describe("City of departure"),
    destination: z.string().describe("City of arrival"),
    date: z.iso.date(),
  }),
  definition("translate", "Translate text into another language.", {
    text: z.string(),
    language: z.enum(["french", "german"]),
  }),
  definition("define_word", "Look up the definition of an English word in a dictionary.", { word: z.string() }),
  definition("switch_light", "Switch the light of a room on or off.", {
    room: z.enum(["kitchen", "living_room"]),
    on: z.boolean(),
  }),
  definition("get_order", "Status of an order.", { order: z.object({ id: z.string().describe("Such as ORD-1042") }) }),
  definition("count_letters", "Count how often a letter occurs in a word.", {
    letter: z.string().max(1),
    word: z.string(),
  }),
  definition("get_stock_price", "Latest price of a stock.", {
    ticker: z.string().describe("Ticker symbol, e.g. AAPL"),
  }),
  definition("tag_photo", "Put tags on a photo.", {
    file: z.string().describe("File name of the photo"),
    tags: z.array(z.enum(["family", "travel", "work"])),
  }),
];

test.for<readonly [string, ...(readonly [string, unknown])[]]>([
  ["What is the weather in Paris?", ["get_weather", { city: "Paris" }]],
  ["weather in new york please", ["get_weather", { city: "new york" }]],
  ["Convert 100 USD to EUR", ["convert_currency", { amount: 100, from: "USD", to: "EUR" }]],
  ["convert 1,250.50 GBP into JPY", ["convert_currency", { amount: 1250.5, from: "GBP", to: "JPY" }]],
  [
    "Send an email to bob@example.com with subject Hello saying I'll be late",
    ["send_email", { to: "bob@example.com", subject: "Hello", body: "I'll be late" }],
  ],
  [
    'Email ann@example.org with the subject "Lunch" and the body "At noon?"',
    ["send_email", { to: "ann@example.org", subject: "Lunch", body: "At noon?" }],
  ],
  ["Roll 3 dice with 20 sides", ["roll_dice", { count: 3, sides: 20 }]],
  ["Roll two dice with six sides each", ["roll_dice", { count: 2, sides: 6 }]],
  [
    "Book me a flight to Rome from Berlin on 1 March 2026",
    ["book_flight", { origin: "Berlin", destination: "Rome", date: "2026-03-01" }],
  ],
  ['Translate "good morning" into French', ["translate", { text: "good morning", language: "french" }]],
  ["What does serendipity mean?", ["define_word", { word: "serendipity" }]],
  ["Turn on the kitchen light", ["switch_light", { room: "kitchen", on: true }]],
  ["switch the living room light off", ["switch_light", { room: "living_room", on: false }]],
  ["What is the status of order ORD-7781?", ["get_order", { order: { id: "ORD-7781" } }]],
  ["How many times does the letter r occur in strawberry?", ["count_letters", { letter: "r", word: "strawberry" }]],
  [
    "What is the stock price of MSFT and GOOG?",
    ["get_stock_price", { ticker: "MSFT" }],
    ["get_stock_price", { ticker: "GOOG" }],
  ],
  [
    "Put the tags travel and family on the photo beach.jpg",
    ["tag_photo", { file: "beach.jpg", tags: ["travel", "family"] }],
  ],
  [
    "convert 5 GBP into JPY, and what's the weather in Tokyo?",
    ["convert_currency", { amount: 5, from: "GBP", to: "JPY" }],
    ["get_weather", { city: "Tokyo" }],
  ],
  ["Tell me a joke"],
  ["What is the capital of France?"],
  ["Who won the world cup in 1998?"],
])("with tools it has never seen: %s", async ([question, ...calls]) => {
  expect(await callsFor(question, FOREIGN)).toEqual(calls);
  expect(await callsFor(question, FOREIGN.toReversed())).toEqual(calls);
});

test("schemas with references, unions with null, defaults and constants are understood", async () => {
  const tool = {
    name: "f",
    description: "Find a hotel in a city.",
    parameters: {
      type: "object",
      $defs: { Place: { type: "string", description: "A city" } },
      properties: {
        where: { $ref: "#/$defs/Place" },
        stars: {
          anyOf: [{ type: "integer", minimum: 1, maximum: 5 }, { type: "null" }],
          description: "How many stars",
        },
        kind: { const: "hotel" },
        currency: { type: "string", default: "EUR" },
      },
      required: ["where", "stars", "kind", "currency"],
    },
  };

  expect(await callsFor("Find a hotel in Lisbon with 4 stars", [tool])).toEqual([
    ["f", { where: "Lisbon", stars: 4, kind: "hotel" }],
  ]);
});
