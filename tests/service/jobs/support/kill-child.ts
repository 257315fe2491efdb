import { drain, testQueue } from "./test-queue.ts";

// Works on the queue of the folder given, until it is killed; says when the first job runs. Each job's result names the job.
const [home = ""] = process.argv.slice(2);
let isReady = false;
const queue = testQueue(home, {
  fill: async ({ name }: { name: string }) => {
    if (!isReady) console.log("ready");
    isReady = true;
    await new Promise((resolve) => setTimeout(resolve, 2));
    return { name, values: new Float64Array(5000).fill(7) };
  },
});
await drain(queue, new AbortController().signal, true);
