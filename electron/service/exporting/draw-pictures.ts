import type { Worker } from "node:worker_threads";
import { chartPng } from "./chart-png.ts";
import { type PictureRequest, pictureOption } from "./picture-request.ts";
import { pictureThreads } from "./picture-threads.ts";

interface Answer {
  readonly id: number;
  readonly png?: Uint8Array;
  readonly error?: string;
}

/** Pictures below which starting threads takes longer than drawing. */
const fewPictures = 6;

/** PNGs of the requests, in their order; many are drawn by several threads. The same bytes either way. */
export async function drawPictures(requests: readonly PictureRequest[]): Promise<Uint8Array[]> {
  const threads = requests.length < fewPictures ? [] : pictureThreads(requests.length);
  try {
    return threads.length > 0 ? await drawOn(threads, requests) : await drawHere(requests);
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

async function drawHere(requests: readonly PictureRequest[]): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = [];
  for (const request of requests) {
    pictures.push(await chartPng(pictureOption(request), request.width, request.height));
  }
  return pictures;
}

/** Every thread takes the next request as soon as it has answered one. */
function drawOn(threads: readonly Worker[], requests: readonly PictureRequest[]): Promise<Uint8Array[]> {
  const pictures: Uint8Array[] = new Array(requests.length);
  let next = 0;
  let left = requests.length;
  return new Promise((resolve, reject) => {
    const give = (thread: Worker): void => {
      const id = next++;
      const request = requests[id];
      if (request) thread.postMessage({ id, request });
    };
    for (const thread of threads) {
      thread.on("error", reject);
      thread.on("exit", (code) => reject(new Error(`A thread that draws pictures ended (code ${code})`)));
      thread.on("message", ({ id, png, error }: Answer) => {
        if (!png) return reject(new Error(error ?? "a picture was not drawn"));
        pictures[id] = png;
        left--;
        if (left === 0) resolve(pictures);
        else give(thread);
      });
      give(thread);
    }
  });
}
