import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { zipSync } from "fflate";
import { expect, test, vi } from "vitest";
import { makeFolders } from "../../../../electron/service/disk/durable.ts";
import { plainFiles } from "../../../../electron/service/importing/source/unpack.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";

test("a thread that unpacks is ended after seven seconds of the processor", async () => {
  const home = await temporaryHome();
  await makeFolders(home);
  const file = join(home, "a.zip");
  await writeFile(file, zipSync({ "a.csv": Buffer.from("Date,a\n") }));
  // Nobody hears what the thread answers, and it says to have used so much.
  let microseconds = 6.9e6;
  const ended: Worker[] = [];
  vi.spyOn(Worker.prototype, "once").mockReturnThis();
  vi.spyOn(Worker.prototype, "cpuUsage").mockImplementation(async () => ({ user: microseconds, system: 0 }));
  vi.spyOn(Worker.prototype, "terminate").mockImplementation(async function (this: Worker) {
    ended.push(this);
    return 0;
  });
  try {
    let isOver = false;
    const result = plainFiles(file, { folder: async () => home }).finally(() => {
      isOver = true;
    });
    await setTimeout(1200);
    expect(isOver).toBe(false);
    microseconds = 7.1e6;
    const began = performance.now();
    await expect(result).rejects.toMatchObject({
      report: {
        code: "bad-input",
        message: expect.stringContaining("takes too long"),
        remedy: "Export the table as CSV.",
      },
    });
    // By the clock alone it would have had 21 seconds.
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(ended).toHaveLength(1);
  } finally {
    vi.restoreAllMocks();
    for (const thread of ended) await thread.terminate();
  }
});
