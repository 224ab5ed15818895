/** How the bytes of an answer are laid out and paced. The defaults are what the vendor does. */
export interface WireOptions {
  /**
   * Bytes of each write, whatever they cut through: 1 splits every character that has more. The loop gets a turn
   * between two writes, so that a client in this process reads each by itself. Default: one event a write.
   */
  readonly bytesPerWrite?: number | undefined;
  /** Wait between two writes, in milliseconds, for a slow drip. Default 0. */
  readonly everyMs?: number | undefined;
  /** Line end of a stream. Default "\n". */
  readonly lineEnd?: "\n" | "\r\n" | "\r" | undefined;
  /** Comment lines between the events, as gateways send to keep a connection open. Default false. */
  readonly comments?: boolean | undefined;
  /** A byte order mark before the stream. Default false. */
  readonly byteOrderMark?: boolean | undefined;
  /** The space after `data:`. Default true. */
  readonly space?: boolean | undefined;
  /** Content type of the answer. Default: what the vendor sends for a stream or for JSON. */
  readonly contentType?: string | undefined;
  /** Further headers, or other values of the usual ones. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The headers that a test asks for. */
export function headersOf(wire: WireOptions | undefined): Readonly<Record<string, string>> {
  return { ...(wire?.contentType === undefined ? {} : { "content-type": wire.contentType }), ...wire?.headers };
}
