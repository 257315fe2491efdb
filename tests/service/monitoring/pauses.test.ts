import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { monitorRuns } from "../../../electron/contract/methods/monitor.ts";
import { createService } from "../../../electron/service/create-service.ts";
import { RunMeter } from "../../../electron/service/monitoring/measure-run.ts";
import { liveSettings } from "../../../electron/service/settings/live-settings.ts";

/** A human does not notice it. */
const longestPause = 0.1;

test("the meter tells a loop that was blocked", async () => {
  const meter = new RunMeter();
  await new Promise((resolve) => setTimeout(resolve, 30));
  const began = process.threadCpuUsage();
  for (let used = 0; used < 150_000; used = process.threadCpuUsage(began).user);
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(meter.finish().longestPauseSeconds).toBeGreaterThan(0.14);
});

test("other windows are answered while one imports at full width", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-pauses-"));
  const home = join(folder, "home");
  const service = createService({ home, settings: liveSettings({ file: join(home, "settings.ini") }) });
  try {
    const file = join(folder, "wide.csv");
    await service.callByName("sample.write", {
      file,
      strategies: 25_544,
      observations: 82,
      format: "regimes",
    });
    // The first import compiles what it runs; where that made it late, a second tells what the work itself takes.
    let longest = 1;
    for (let time = 0; time < 2 && longest >= longestPause; time++) {
      await service.callByName("dataset.import", { files: [file], dataset: "wide", replace: true });
      const { runs } = await service.call(monitorRuns, { method: "dataset.import" });
      longest = Math.min(longest, runs[0]?.longestPauseSeconds ?? 1);
    }
    expect(longest).toBeLessThan(longestPause);
  } finally {
    service.close();
    rmSync(folder, { recursive: true });
  }
}, 120_000);
