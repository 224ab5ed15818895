import { connect } from "node:net";
import type { Socket } from "node:net";

/** One HTTP connection that is kept alive and asks the same again and again: it reads only what it must to know the end. */
export class Connection {
  readonly #port: number;
  readonly #request: string;
  #socket: Socket | undefined;
  #text = "";
  #answered: { readonly resolve: (answer: string) => void; readonly reject: (error: Error) => void } | undefined;

  constructor(url: string, request: string) {
    this.#port = Number(new URL(url).port);
    this.#request = request;
  }

  /** Asks once and gives the whole answer, head and body as they came. */
  ask(): Promise<string> {
    const socket = this.#socket ?? this.#open();
    return new Promise((resolve, reject) => {
      this.#answered = { resolve, reject };
      socket.write(this.#request);
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    const socket = connect(this.#port, "127.0.0.1");
    this.#socket = socket;
    socket.setEncoding("latin1").setNoDelay(true);
    socket.on("data", (text) => this.#take(String(text)));
    socket.on("error", (error) => this.#answered?.reject(error));
    socket.on("close", () => {
      // One that was given up says so late.
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#answered?.reject(new Error(`The server hung up after ${JSON.stringify(this.#text.slice(0, 200))}.`));
    });
    return socket;
  }

  #take(text: string): void {
    this.#text += text;
    if (!isWhole(this.#text)) return;
    const answer = this.#text;
    this.#text = "";
    // Servers end a connection after so many requests: the next one opens another.
    if (/^connection: close\r$/im.test(answer.slice(0, answer.indexOf("\r\n\r\n") + 1))) {
      this.#socket?.destroy();
      this.#socket = undefined;
    }
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.resolve(answer);
  }
}

/** Whether an answer has come to its end: as long as it says, or with the last chunk. */
function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end + 2));
  if (length !== null) return text.length - end - 4 >= Number(length[1]);
  return text.endsWith("\r\n0\r\n\r\n");
}
