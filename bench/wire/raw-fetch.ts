import { MODEL } from "./conversation.ts";
import type { Ask } from "./listen-to.ts";

/** What a developer writes without any library: fetch, lines, JSON. */
export const rawFetch: Ask = (baseURL) => async () => {
  const response = await fetch(`${baseURL}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: MODEL, stream: true, messages: [{ role: "user", content: "go" }] }),
  });
  if (response.body === null) throw new Error("No body.");
  const parts: string[] = [];
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of response.body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("data: {")) continue;
      const { choices } = JSON.parse(line.slice(6)) as { choices: { delta: { content?: string } }[] };
      const text = choices[0]?.delta.content;
      if (text !== undefined && text !== "") parts.push(text);
    }
  }
  return parts.join("");
};
