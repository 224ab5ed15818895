import { connect } from "node:net";
import type { Socket } from "node:net";

/** Opens a plain TCP connection to a served URL. */
export async function dial(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve).once("error", reject);
  });
  return socket;
}

/** Everything that comes until the other side hangs up. */
export async function readToEnd(socket: Socket): Promise<string> {
  let text = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  await new Promise<void>((resolve) => {
    socket.once("close", () => resolve()).on("error", () => undefined);
  });
  return text;
}

/** Sends text as it stands and gives back all that comes. Say `connection: close` in it. */
export async function exchange(url: string, text: string): Promise<string> {
  const socket = await dial(url);
  const answer = readToEnd(socket);
  socket.write(text);
  return answer;
}
