import { constants, setPriority } from "node:os";
import { parentPort } from "node:worker_threads";
import { chartThemes } from "../../../charts/parts/theme.ts";
import { chartPng, type PictureRequest, pictureOption } from "./picture.ts";

// After the searches that go on beside it. Only Linux takes this for the calling thread, others for the whole process.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

/** Drawn once and thrown away: a thread that is started ahead then has its libraries loaded and compiled. */
const firstTry: PictureRequest = {
  chart: "equity",
  data: {
    dates: Array.from({ length: 60 }, (_, day) => new Date(86_400_000 * day).toISOString().slice(0, 10)),
    equity: Float64Array.from({ length: 60 }, (_, day) => Math.sin(day)),
  },
  look: { theme: chartThemes.light, title: "", subtitle: "" },
  width: 640,
  height: 360,
};
await chartPng(pictureOption(firstTry), firstTry.width, firstTry.height, "here");

/** Body of a drawing thread: takes { id, request }, answers { id, png } or { id, error }. See PictureDrawer. */
parentPort?.on("message", async ({ id, request }: { id: number; request: PictureRequest }) => {
  try {
    const png = await chartPng(pictureOption(request), request.width, request.height, "here");
    parentPort?.postMessage({ id, png }, [png.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
