import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { datasetImport } from "../../../../electron/contract/methods/dataset.ts";
import { jobGet, jobList } from "../../../../electron/contract/methods/job.ts";
import { searchRun } from "../../../../electron/contract/methods/search.ts";
import { createService } from "../../../../electron/service/create-service.ts";
import type { Service } from "../../../../electron/service/service.ts";
import { liveSettings } from "../../../../electron/service/settings/live-settings.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { smallDisk } from "../../disk/support/small-disk.ts";

const table = join(import.meta.dirname, "../../../golden/entire_day_20x40/entire_day_20x40.csv");
const asked = {
  dataset: "table",
  algorithms: ["sa" as const],
  minSize: 4,
  maxSize: 4,
  evaluations: 20_000,
  verdict: { twins: 0 },
};

async function serviceWithTable(home: string): Promise<Service> {
  const settings = liveSettings({
    file: join(home, "settings.ini"),
    overrides: ["engine.backend=cpu", "export.charts=false"],
  });
  const service = createService({ home: join(home, "root"), olderHomes: [], settings });
  onTestFinished(() => service.close());
  await service.call(datasetImport, { files: [table], dataset: "table" });
  return service;
}

/** Calls back when the search itself has begun. */
const onceSearching = (what: () => void) => {
  let isDone = false;
  return ({ live }: { live?: unknown }) => {
    if (isDone || !live) return;
    isDone = true;
    what();
  };
};

test("a search whose files cannot be put in place is not lost: result, history and checkpoint are there", async () => {
  const home = await temporaryHome();
  const service = await serviceWithTable(home);
  const [out, checkpoint] = [join(home, "run"), join(home, "state.json")];
  // Somebody takes the folder while the search goes on.
  const onProgress = onceSearching(() => {
    mkdirSync(out);
    writeFileSync(join(out, "other.txt"), "");
  });
  const result = await service.call(searchRun, { ...asked, out, checkpoint }, { onProgress });
  expect(result.notWritten).toMatchObject({ code: "already-exists", file: out });
  expect(result.files).toEqual([]);
  expect(result.best.members).toHaveLength(4);
  expect(readdirSync(out)).toEqual(["other.txt"]);
  expect(existsSync(checkpoint)).toBe(true);

  const [job] = (await service.call(jobList, { limit: 1 })).jobs;
  expect(job).toMatchObject({
    method: "search.run",
    state: "completed",
    problem: { code: "already-exists" },
  });
  const kept = await service.call(jobGet, { id: job?.id ?? "", withResult: true });
  expect(searchRun.result.parse(kept.result).best).toEqual(result.best);

  // With the checkpoint the same search only writes its files.
  const elsewhere = join(home, "second");
  const again = await service.call(searchRun, { ...asked, out: elsewhere, checkpoint });
  expect(again.notWritten).toBeNull();
  expect(again.best).toEqual(result.best);
  expect(again.runs).toEqual(result.runs);
  expect(readdirSync(elsewhere).sort()).toEqual([...again.files].sort());
  expect(existsSync(checkpoint)).toBe(false);
});

test("a place where nothing can be written is told before the search", async (context) => {
  const home = await temporaryHome();
  const disk = join(home, "disk");
  const why = smallDisk(disk, 12);
  if (why) {
    console.warn(`skipped: ${why}`);
    context.skip(why);
  }
  const service = await serviceWithTable(home);
  const searching = () => {
    throw new Error("The search was begun.");
  };
  const options = { onProgress: onceSearching(searching) };
  await expect(service.call(searchRun, { ...asked, out: join(disk, "run") }, options)).rejects.toMatchObject({
    report: { code: "disk-full" },
  });
  writeFileSync(join(disk, "fill"), new Uint8Array(12_000));
  await expect(
    service.call(searchRun, { ...asked, checkpoint: join(disk, "state.json") }, options),
  ).rejects.toMatchObject({ report: { code: "disk-full", file: join(disk, "state.json") } });
  expect(readdirSync(disk)).toEqual(["fill"]);
});
