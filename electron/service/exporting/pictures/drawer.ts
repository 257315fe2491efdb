import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { scriptBeside } from "../../program-files.ts";
import { chartPng, type PictureRequest, pictureOption } from "./picture.ts";

/** More would take the processors from a search for longer, each to load the chart library, than they draw. */
const mostThreads = 8;
/** Pictures below which starting threads takes longer than drawing. */
const fewPictures = 6;

interface Answer {
  readonly id: number;
  readonly png?: Uint8Array;
  readonly error?: string;
}

interface Asked {
  readonly request: PictureRequest;
  readonly resolve: (png: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Draws pictures on threads of its own, or on the calling one where they are few or there is one processor; the same bytes
 * either way. Threads start at once: loading the chart library takes one longer than drawing. To be closed.
 */
export class PictureDrawer {
  readonly #threads: readonly Worker[];
  readonly #idle: Worker[];
  readonly #asked: Asked[] = [];
  #next = 0;
  #failure: Error | undefined;
  #here: Promise<unknown> = Promise.resolve();

  /** For about so many `pictures`. */
  constructor(pictures: number) {
    const script = scriptBeside(import.meta.dirname, "picture-worker.ts", "picture-worker.js");
    const count = Math.min(mostThreads, availableParallelism(), pictures);
    const several = script !== undefined && pictures >= fewPictures && count > 1;
    this.#threads = several ? Array.from({ length: count }, () => this.#start(script)) : [];
    this.#idle = [...this.#threads];
  }

  /** Whether pictures are drawn while the calling thread does something else. */
  get beside(): boolean {
    return this.#threads.length > 0;
  }

  /** The PNG. Pictures are drawn in the order in which they are asked for. */
  draw(request: PictureRequest): Promise<Uint8Array> {
    if (this.#failure) return Promise.reject(this.#failure);
    if (!this.beside) return this.#drawHere(request);
    const drawn = new Promise<Uint8Array>((resolve, reject) => {
      this.#asked.push({ request, resolve, reject });
    });
    // One that is asked for ahead may fail before anybody waits for it; who waits then is told.
    drawn.catch(() => {});
    const thread = this.#idle.pop();
    if (thread) this.#give(thread);
    return drawn;
  }

  async close(): Promise<void> {
    for (const thread of this.#threads) thread.removeAllListeners("exit");
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #drawHere(request: PictureRequest): Promise<Uint8Array> {
    const drawn = this.#here.then(() => chartPng(pictureOption(request), request.width, request.height));
    this.#here = drawn.catch(() => {});
    return drawn;
  }

  #start(script: string): Worker {
    const thread = new Worker(script);
    thread.on("error", (error) => this.#fail(error));
    thread.on("exit", (code) => this.#fail(new Error(`A thread that draws pictures ended (code ${code})`)));
    thread.on("message", ({ id, png, error }: Answer) => {
      const asked = this.#asked[id] as Asked;
      if (png) asked.resolve(png);
      else asked.reject(new Error(error ?? "a picture was not drawn"));
      this.#give(thread);
    });
    return thread;
  }

  /** The next picture to a thread that has none. */
  #give(thread: Worker): void {
    const asked = this.#asked[this.#next];
    if (asked) thread.postMessage({ id: this.#next++, request: asked.request });
    else this.#idle.push(thread);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#asked) reject(this.#failure);
  }
}
