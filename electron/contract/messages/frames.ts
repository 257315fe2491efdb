/** What stands before a message, so that FrameReader takes them apart again. An empty message is a sign of life. */
export function frameLength(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, message.length, true);
  return bytes;
}

/**
 * Cuts a byte stream into messages: uint32 little-endian length, then that many bytes. A frame of length 0 is a sign of life
 * and is dropped. Each message gets a buffer of its own, so that its typed arrays are aligned and nothing else is kept alive.
 */
export class FrameReader {
  readonly #onMessage: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly #limit: number;
  readonly #lengthBytes = new Uint8Array(4);
  #lengthFilled = 0;
  #message: Uint8Array<ArrayBuffer> | null = null;
  #messageFilled = 0;

  /** `limit`: most bytes of one message. */
  constructor(onMessage: (bytes: Uint8Array<ArrayBuffer>) => void, limit = 2 ** 31) {
    this.#onMessage = onMessage;
    this.#limit = limit;
  }

  /** Takes the next piece of the stream, of any size. Throws RangeError on a message over the limit. */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#message === null) {
        const take = Math.min(4 - this.#lengthFilled, chunk.length - at);
        this.#lengthBytes.set(chunk.subarray(at, at + take), this.#lengthFilled);
        this.#lengthFilled += take;
        at += take;
        if (this.#lengthFilled < 4) return;
        this.#lengthFilled = 0;
        const length = new DataView(this.#lengthBytes.buffer).getUint32(0, true);
        if (length > this.#limit)
          throw new RangeError(`A message of ${length} bytes; the limit is ${this.#limit}`);
        if (length === 0) continue;
        this.#message = new Uint8Array(length);
        this.#messageFilled = 0;
      }
      const message = this.#message;
      const take = Math.min(message.length - this.#messageFilled, chunk.length - at);
      message.set(chunk.subarray(at, at + take), this.#messageFilled);
      this.#messageFilled += take;
      at += take;
      if (this.#messageFilled === message.length) {
        this.#message = null;
        this.#onMessage(message);
      }
    }
  }
}
