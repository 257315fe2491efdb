import { parentPort } from "node:worker_threads";
import { chartPng } from "./chart-png.ts";
import { type PictureRequest, pictureOption } from "./picture-request.ts";

// Loaded at once: a thread that is started ahead is then ready.
await Promise.all([import("@resvg/resvg-js"), import("./chart-svg.ts")]);

/** Body of a drawing thread: takes { id, request }, answers { id, png } or { id, error }. See draw-pictures.ts. */
parentPort?.on("message", async ({ id, request }: { id: number; request: PictureRequest }) => {
  try {
    const png = await chartPng(pictureOption(request), request.width, request.height, "here");
    parentPort?.postMessage({ id, png }, [png.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
