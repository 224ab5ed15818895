import { expect, test } from "vitest";
import type { ContentPart, Message } from "@definable/spec";
import { ChatRequestWriter } from "../../src/chat/request.ts";
import { profileOf } from "../../src/chat/profile.ts";
import { requestOf } from "../ask.ts";

const writer = (): ChatRequestWriter =>
  new ChatRequestWriter({ id: "gpt-4o", provider: "openai", profile: profileOf("gpt-4o", true), now: () => 0 });

test("a turn writes the new messages only", () => {
  const looked: string[] = [];
  const message = (name: string): Message => {
    const part: ContentPart = {
      type: "text",
      get text() {
        looked.push(name);
        return name;
      },
    };
    return { role: "user", content: [part] };
  };
  const subject = writer();
  const history = [message("a"), message("b")];
  const first = subject.write(requestOf({ messages: history }));
  const second = subject.write(requestOf({ messages: [...history, message("c")] }));
  expect(looked).toEqual(["a", "b", "c"]);
  expect(second.messages.slice(0, 2)).toEqual(first.messages);
});

test("nothing of one request shows in the next", () => {
  const subject = writer();
  const messages: Message[] = [{ role: "user", content: "Hello" }];
  subject.write(requestOf({ messages, instructions: "Be brief.", settings: { temperature: 0 } }));
  const body = subject.write(requestOf({ messages }));
  expect(body.messages).toEqual([{ role: "user", content: "Hello" }]);
  expect(body).not.toHaveProperty("temperature");
});
