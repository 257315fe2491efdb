import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noEngine } from "../../service/analysis/support/analysis-context.ts";
import { runLine } from "./support/run-line.ts";

const golden = join(import.meta.dirname, "../../golden/entire_day_20x40/entire_day_20x40.csv");

describe.skipIf(noEngine)("shards and their merge in one line", () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-cli-cluster-"));
  const tessera = (...args: string[]) => runLine(args, join(folder, "home"));
  beforeAll(() => tessera("import", golden, "--dataset", "table"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("a plan that is run at once prints what the command prints, but for what rests on all strategies", async () => {
    const { stdout } = await tessera("metrics", "table", "--json");
    const { believed: _, universe: __, ...whole } = JSON.parse(stdout);
    const plan = ["cluster", "plan", "metrics", "table", "--out", join(folder, "run"), "--shards", "3"];
    const run = await tessera(...plan, "--run", "--json");
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(run.stdout)).toEqual(whole);
  });

  it("what is left of a plan is done and merged, here alone", async () => {
    const dir = join(folder, "plan");
    await tessera("cluster", "plan", "metrics", "table", "--out", dir, "--shards", "2");
    const elsewhere = await tessera("cluster", "submit", dir, "--engine", "slurm", "--merge");
    expect(elsewhere.code).not.toBe(0);
    expect(elsewhere.stderr).toContain("Shards that slurm runs are not merged in the same process.");
    const merged = await tessera("cluster", "submit", dir, "--merge");
    expect(merged).toMatchObject({ code: 0, stderr: "" });
    expect(merged.stdout).toContain(join(dir, "merged", "metrics.csv"));
  });
});
