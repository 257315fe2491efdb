/** Encoding on threads of its own: a part of a large table takes up to a second, in which no window would be answered. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { hostMemory } from "../../host-resources.ts";
import { scriptBeside } from "../../program-files.ts";
import { type EncodedFile, encodeSummed, type ParquetLayout } from "./encode.ts";

export interface EncodeTask {
  readonly id: number;
  readonly stream: Uint8Array<ArrayBuffer>;
  readonly layout: ParquetLayout;
}

export type EncodeAnswer = { readonly id: number } & (
  | { readonly file: EncodedFile }
  | { readonly error: string }
);

/** A thread is kept for so long: the codec's memory, which only grows, goes with it. Milliseconds. */
const idleMs = 5000;

/** A thread holds a table about so many times: as it came, in the codec's memory, and encoded. */
const copies = 5;
/** What encoding may take of the memory of the machine or the container. */
const memoryShare = 1 / 4;
const mostThreads = 8;

/**
 * Tables of so many bytes that are encoded at a time: as many as there are processors beside that of the caller and as memory
 * has room for, one at least. `threads`: 0 = all processors.
 */
export function tablesAtATime(bytes: number, threads: number): number {
  const processors = threads > 0 ? threads : availableParallelism();
  const inMemory = Math.floor((hostMemory().total * memoryShare) / (copies * Math.max(1, bytes)));
  return Math.max(1, Math.min(mostThreads, processors, inMemory));
}

interface Waiting {
  readonly resolve: (file: EncodedFile) => void;
  readonly reject: (error: Error) => void;
}

/** One thread of a process, started when it is needed. */
class Encoder {
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #tasks = 0;

  get isBusy(): boolean {
    return this.#waiting.size > 0;
  }

  run(script: string, stream: Uint8Array<ArrayBuffer>, layout: ParquetLayout): Promise<EncodedFile> {
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
      if ("file" in answer) waiting?.resolve(answer.file);
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

const encoders: Encoder[] = [];

/** As encodeSummed, beside the caller's thread; the stream's memory goes there. As many at a time as the caller asks for. */
export function encodeBeside(stream: Uint8Array<ArrayBuffer>, layout: ParquetLayout): Promise<EncodedFile> {
  const script = scriptBeside(import.meta.dirname, "encode-worker.ts", "encode-worker.js");
  if (script === undefined) return encodeSummed(stream, layout);
  let free = encoders.find((one) => !one.isBusy);
  if (!free) {
    free = new Encoder();
    encoders.push(free);
  }
  return free.run(script, stream, layout);
}
