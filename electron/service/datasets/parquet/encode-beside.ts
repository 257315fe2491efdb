/** Encoding on a thread of its own: a part of a large table takes up to a second, in which no window would be answered. */
import { Worker } from "node:worker_threads";
import { scriptBeside } from "../../program-files.ts";
import { encodeParquet, type ParquetLayout } from "./encode.ts";

export interface EncodeTask {
  readonly id: number;
  readonly stream: Uint8Array<ArrayBuffer>;
  readonly layout: ParquetLayout;
}

export type EncodeAnswer = { readonly id: number } & (
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly error: string }
);

/** The thread is kept for so long: the codec's memory, which only grows, goes with it. Milliseconds. */
const idleMs = 5000;

interface Waiting {
  readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly reject: (error: Error) => void;
}

/** One thread of a process, started when it is needed. */
class Encoder {
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #tasks = 0;

  run(
    script: string,
    stream: Uint8Array<ArrayBuffer>,
    layout: ParquetLayout,
  ): Promise<Uint8Array<ArrayBuffer>> {
    clearTimeout(this.#idle);
    this.#thread ??= this.#start(script);
    const thread = this.#thread;
    // The process lives as long as it has something to wait for here, and no longer.
    thread.ref();
    const id = ++this.#tasks;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      thread.postMessage({ id, stream, layout } satisfies EncodeTask, [stream.buffer]);
    });
  }

  #start(script: string): Worker {
    const thread = new Worker(script);
    thread.on("message", (answer: EncodeAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (this.#waiting.size === 0) this.#rest(thread);
      if ("bytes" in answer) waiting?.resolve(answer.bytes);
      else waiting?.reject(new Error(answer.error));
    });
    const fail = (error: Error) => {
      if (this.#thread !== thread) return;
      this.#thread = undefined;
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    thread.on("error", fail);
    thread.on("exit", (code) => fail(new Error(`the thread that encodes ended (code ${code})`)));
    return thread;
  }

  #rest(thread: Worker): void {
    thread.unref();
    this.#idle = setTimeout(() => {
      this.#thread = undefined;
      void thread.terminate();
    }, idleMs).unref();
  }
}

const encoder = new Encoder();

/** As encodeParquet, beside the caller's thread; the stream's memory goes there. */
export function encodeBeside(
  stream: Uint8Array<ArrayBuffer>,
  layout: ParquetLayout,
): Promise<Uint8Array<ArrayBuffer>> {
  const script = scriptBeside(import.meta.dirname, "encode-worker.ts", "encode-worker.js");
  return script === undefined ? encodeParquet(stream, layout) : encoder.run(script, stream, layout);
}
