import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeSample } from "../../../electron/service/sampling/write-sample.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-sample-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const call = (signal = new AbortController().signal) => ({ signal, progress: () => {} });
const request = { strategies: 60, observations: 24, seed: 9, format: "legacy" as const };
const lines = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n");

describe("writeSample", () => {
  it("writes the legacy layout: weekly ascending dates with their weekday, full digits", async () => {
    const result = await writeSample({ ...request, file: join(folder, "a.csv") }, call());
    const [header = "", ...rows] = lines(result.file);
    expect(header.split(",").slice(0, 2)).toEqual(["Date", "Day"]);
    expect(header.split(",").length).toBe(62);
    expect(rows.length).toBe(24);
    let before = 0;
    for (const row of rows) {
      const [date = "", day, ...cells] = row.split(",");
      const time = Date.parse(`${date}T00:00:00Z`);
      expect(new Date(time).toLocaleDateString("en-US", { weekday: "long", timeZone: "UTC" })).toBe(day);
      if (before > 0) {
        expect((time - before) / 86_400_000).toBeGreaterThanOrEqual(3);
        expect((time - before) / 86_400_000).toBeLessThanOrEqual(10);
      }
      before = time;
      expect(cells.length).toBe(60);
      for (const cell of cells) expect(cell).toMatch(/^-?\d+\.\d+$/);
    }
    const long = rows.flatMap((row) => row.split(",").slice(2)).filter((cell) => cell.length >= 16);
    expect(long.length / (24 * 60)).toBeGreaterThan(0.6);
  });

  it("gives the same bytes for the same seed and others for another", async () => {
    const digest = async (name: string, seed: number) => {
      const { file } = await writeSample({ ...request, seed, file: join(folder, name) }, call());
      return createHash("sha256").update(readFileSync(file)).digest("hex");
    };
    const first = await digest("a.csv", 4);
    expect(await digest("b.csv", 4)).toBe(first);
    expect(await digest("c.csv", 5)).not.toBe(first);
  });

  it("writes four zones a day", async () => {
    const result = await writeSample({ ...request, format: "zones", file: join(folder, "z.csv") }, call());
    const rows = lines(result.file).map((line) => line.split(","));
    expect(rows[0]?.slice(0, 3)).toEqual(["Date", "Zone", "Day"]);
    expect(rows.slice(1, 6).map((row) => row[1])).toEqual(["Zone 1", "Zone 2", "Zone 3", "Zone 4", "Zone 1"]);
    expect(rows[1]?.[0]).toBe(rows[4]?.[0]);
    expect(rows[5]?.[0]).not.toBe(rows[1]?.[0]);
  });

  it("writes the enhanced layout with its scales", async () => {
    const result = await writeSample({ ...request, format: "enhanced", file: join(folder, "e.csv") }, call());
    const text = readFileSync(result.file, "utf8");
    expect(text.split("\r\n").length).toBe(26);
    const rows = text
      .trimEnd()
      .split("\r\n")
      .map((line) => line.split(","));
    expect(rows[0]?.slice(6, 10)).toEqual([
      "Regime_Confidence_%",
      "Market_regime_transition_threshold",
      "capital",
      "strategy_1",
    ]);
    for (const row of rows.slice(1)) {
      expect(row[0]).toMatch(/^\d\d-\d\d-2022$/);
      expect(row[1] ?? "").toMatch(/^\d\d:\d\d:00$/);
      expect((row[1] ?? "") < (row[2] ?? "")).toBe(true);
      expect(Number(row[6])).toBeGreaterThanOrEqual(52);
      expect(Number(row[6])).toBeLessThanOrEqual(95);
      expect(Number(row[7])).toBeGreaterThanOrEqual(0.25);
      expect(Number(row[7])).toBeLessThanOrEqual(0.75);
      expect(Number(row[8]) % 25_000).toBe(0);
    }
    const cells = rows.slice(1).flatMap((row) => row.slice(9));
    const zeros = cells.filter((cell) => cell === "0").length / cells.length;
    expect(zeros).toBeGreaterThan(0.5);
    expect(zeros).toBeLessThan(0.75);
  });

  it("leaves nothing behind when it is cancelled or the folder cannot be made", async () => {
    const aborted = AbortSignal.abort();
    const file = join(folder, "gone.csv");
    await expect(writeSample({ ...request, file }, call(aborted))).rejects.toMatchObject({
      report: { code: "cancelled" },
    });
    expect(readdirSync(folder)).toEqual([]);
    writeFileSync(join(folder, "taken"), "");
    const below = join(folder, "taken", "sample.csv");
    await expect(writeSample({ ...request, file: below }, call())).rejects.toMatchObject({
      report: { code: "unreadable", file: below },
    });
    expect(readdirSync(folder)).toEqual(["taken"]);
  });
});
