/** Posts JSON, or text as it stands. */
export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** Asks for an event stream. */
export const EVENTS = { accept: "text/event-stream" };

/** The status and code of a problem document. Throws when the answer is none. */
export async function problemIn(response: Response): Promise<{ status: number; code: unknown; detail: string }> {
  const type = response.headers.get("content-type");
  if (type !== "application/problem+json") throw new Error(`Not a problem: ${response.status} ${type}`);
  const { status, code, detail } = await jsonIn(response);
  if (status !== response.status) throw new Error(`The body says ${String(status)}, the line ${response.status}`);
  return { status: response.status, code, detail: String(detail) };
}

/** The JSON object of an answer. */
export async function jsonIn(response: Response): Promise<Record<string, unknown>> {
  const value: unknown = await response.json();
  if (typeof value !== "object" || value === null) throw new Error("The answer is not an object");
  return { ...value };
}
