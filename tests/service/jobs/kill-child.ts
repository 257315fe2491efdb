import { drain, testQueue } from "./test-queue.ts";

// Works on the queue of the folder given, until it is killed. Each job's result names the job.
const [home = ""] = process.argv.slice(2);
const queue = testQueue(home, {
  fill: async ({ name }: { name: string }) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    return { name, values: new Float64Array(5000).fill(7) };
  },
});
console.log("ready");
await drain(queue, new AbortController().signal, true);
