import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Alert, type RunRecord, runRecord } from "../../../electron/contract/methods/monitor.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { Problem } from "../../../electron/contract/problem.ts";
import { alertsOf } from "../../../electron/service/monitoring/alerts.ts";
import { Monitor } from "../../../electron/service/monitoring/monitor.ts";
import { loadSettings } from "../../../electron/service/settings/live-settings.ts";

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "tessera-monitor-"));
});
afterEach(() => rmSync(home, { recursive: true }));

const run = (more: Partial<RunRecord> = {}): RunRecord => ({
  at: "2026-01-01T00:00:00.000Z",
  method: "strategy.metrics",
  dataset: "d",
  seconds: 2,
  stages: [],
  bytesRead: null,
  bytesWritten: null,
  peakMemoryBytes: 1e8,
  longestPauseSeconds: null,
  backends: ["cpu"],
  process: 1,
  problem: null,
  ...more,
});
const roomy = { memoryBytes: 1e10, memoryFreeBytes: 9e9, diskFreeBytes: 1e12 };
const kinds = (alerts: readonly Alert[]) => alerts.map(({ kind }) => kind);
const failure = { code: "internal" as const, message: "broke" };

describe("alertsOf", () => {
  const settings = loadSettings();
  const usual = [2, 2.2, 1.9, 2.1, 30].map((seconds) => run({ seconds }));

  it("holds a time against the median of the own history, of the same work on the same device", () => {
    expect(kinds(alertsOf(run({ seconds: 6.4 }), usual, roomy, settings))).toEqual(["speed"]);
    expect(alertsOf(run({ seconds: 6.2 }), usual, roomy, settings)).toEqual([]);
    expect(alertsOf(run({ seconds: 60, backends: ["cuda"] }), usual, roomy, settings)).toEqual([]);
    expect(alertsOf(run({ seconds: 60, dataset: "e" }), usual, roomy, settings)).toEqual([]);
    expect(alertsOf(run({ seconds: 60 }), usual.slice(1), roomy, settings)).toEqual([]);
    const never = loadSettings({ overrides: ["alerts.slower_than=0"] });
    expect(alertsOf(run({ seconds: 60 }), usual, roomy, never)).toEqual([]);
  });

  it("looks at memory and disk of the machine", () => {
    const full = { ...roomy, memoryFreeBytes: 9e8 };
    expect(kinds(alertsOf(run(), [], full, settings))).toEqual(["memory"]);
    expect(kinds(alertsOf(run(), [], { ...roomy, diskFreeBytes: 1e9 }, settings))).toEqual(["disk"]);
    expect(alertsOf(run(), [], { ...roomy, diskFreeBytes: null }, settings)).toEqual([]);
  });

  it("counts failures in a row, and begins again after a success", () => {
    const bad = run({ problem: failure });
    expect(kinds(alertsOf(bad, [bad, bad], roomy, settings))).toEqual(["failures"]);
    expect(alertsOf(bad, [bad, run(), bad], roomy, settings)).toEqual([]);
    expect(alertsOf(bad, [bad, { ...bad, dataset: "e" }], roomy, settings)).toEqual([]);
  });
});

describe("Monitor", () => {
  const monitor = (overrides: string[] = [], told: Alert[] = []) =>
    new Monitor({
      home,
      settings: loadSettings({
        overrides: ["alerts.disk_free_gb=0", "alerts.host_memory_percent=0", ...overrides],
      }),
      engine: { backendsInUse: () => ["cpu"] },
      alerted: (alerts) => told.push(...alerts),
    });
  const fail = (of: Monitor) =>
    of
      .measure(
        strategyMetrics,
        { dataset: "d" },
        () => undefined,
        () => Promise.reject(new Problem("internal", "broke")),
      )
      .catch((error: unknown) => error);

  it("keeps every run with its stages, for other processes too", async () => {
    const seen: string[] = [];
    const answer = await monitor().measure(
      strategyMetrics,
      { dataset: "d" },
      ({ stage }) => seen.push(stage),
      async (progress) => {
        progress({ stage: "Reading" });
        await setTimeout(30);
        progress({ stage: "Computing" });
        progress({ stage: "Reading" });
        return 7;
      },
    );
    expect([answer, seen]).toEqual([7, ["Reading", "Computing", "Reading"]]);
    const [kept] = await monitor().history.runs.read();
    expect(kept).toMatchObject({
      method: "strategy.metrics",
      dataset: "d",
      backends: ["cpu"],
      problem: null,
    });
    expect(kept?.stages.map(({ name }) => name)).toEqual(["Beginning", "Reading", "Computing"]);
    expect(kept?.stages[1]?.seconds).toBeGreaterThan(0.025);
    const parts = kept?.stages.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(Math.abs((parts ?? 0) - (kept?.seconds ?? 0))).toBeLessThan(0.01);
    expect(kept?.peakMemoryBytes).toBeGreaterThan(1e7);
  });

  it("passes the failure on, tells of the third, and not of the fourth", async () => {
    const told: Alert[] = [];
    const file = join(home, "told.txt");
    const command = `printf '%s|%s' "$TESSERA_ALERT_KIND" "$TESSERA_ALERT_DATASET" > '${file}'`;
    const own = monitor([`alerts.command=${command}`], told);
    for (let k = 0; k < 4; k++) expect(await fail(own)).toMatchObject({ report: { message: "broke" } });
    expect(kinds(told)).toEqual(["failures"]);
    expect((await own.history.alerts.read()).map(({ text }) => text)).toEqual([
      "strategy.metrics on d failed 3 times in a row: broke",
    ]);
    const wait = async () => {
      for (let k = 0; k < 100 && !existsSync(file); k++) await setTimeout(20);
      await setTimeout(20);
    };
    if (process.platform !== "win32") {
      await wait();
      expect(readFileSync(file, "utf8")).toBe("failures|d");
    }
  });

  it("forgets what was given up, and reads on over a damaged line", async () => {
    const own = monitor();
    await own
      .measure(
        strategyMetrics,
        {},
        () => undefined,
        () => Promise.reject(new Problem("cancelled", "Cancelled.")),
      )
      .catch(() => undefined);
    expect(await own.history.runs.read()).toEqual([]);
    await own.history.runs.add(run());
    writeFileSync(join(home, "runs", "runs.jsonl"), '{"at": "2026', { flag: "a" });
    expect(await own.history.runs.read()).toEqual([runRecord.parse(run())]);
  });
});
