import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { zstdCompressSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { headCopy } from "../../../../electron/service/importing/inspect/open-head.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";

// A disk that takes its time to make the copy: what is wrong with the file is known before.
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const open: typeof real.open = async (...request) => {
    if (request[1] === "wx") await wait(50);
    return real.open(...request);
  };
  return { ...real, open };
});

test("a damaged packed file is a problem, and ends no program, while the copy is opened", async () => {
  const home = await temporaryHome();
  const { writeFile } = await import("node:fs/promises");
  const file = join(home, "a.csv");
  const whole = zstdCompressSync("Date,a\n1,2\n3,4\n".repeat(50));
  await writeFile(file, Buffer.concat([whole.subarray(0, 8), Buffer.alloc(20, 0xff)]));
  await expect(headCopy(file, join(home, "copy.csv"), 1000)).rejects.toMatchObject({
    report: { code: "bad-input" },
  });
});
