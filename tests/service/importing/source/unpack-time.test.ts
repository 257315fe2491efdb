import { EventEmitter } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { zipSync } from "fflate";
import { expect, test, vi } from "vitest";
import { makeFolders } from "../../../../electron/service/disk/durable.ts";
import { plainFiles } from "../../../../electron/service/importing/source/unpack.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";

/** Microseconds of the processor that the thread has used. */
const used = vi.hoisted(() => ({ user: 0, ended: 0 }));

/** A thread that never answers. */
vi.mock("node:worker_threads", () => ({
  Worker: class extends EventEmitter {
    cpuUsage = async () => ({ user: used.user, system: 0 });
    terminate = async () => {
      used.ended++;
    };
  },
}));

test("a thread that unpacks is ended after seven seconds of the processor", async () => {
  const home = await temporaryHome();
  await makeFolders(home);
  const file = join(home, "a.zip");
  await writeFile(file, zipSync({ "a.csv": Buffer.from("Date,a\n") }));
  let isOver = false;
  const result = plainFiles(file, { folder: async () => home }).finally(() => {
    isOver = true;
  });
  used.user = 6.9e6;
  await setTimeout(1200);
  expect(isOver).toBe(false);
  used.user = 7.1e6;
  await expect(result).rejects.toMatchObject({
    report: {
      code: "bad-input",
      message: expect.stringContaining("takes too long"),
      remedy: "Export the table as CSV.",
    },
  });
  expect(used.ended).toBe(1);
});
