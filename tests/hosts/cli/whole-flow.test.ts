import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Outcome, runLine } from "./support/run-line.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const program = join(root, "electron", "hosts", "cli", "main.ts");
const golden = join(root, "tests", "golden", "entire_day_20x40");
let folder = "";
let home = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-flow-"));
  home = join(folder, "home");
});
afterAll(() => rmSync(folder, { recursive: true }));

const tessera = (...args: string[]) => runLine(args, home);

/** Runs the program as a user does, in a process of its own; without a data root it takes the user's. */
function started(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}
const here = (name: string) => join(folder, name);

async function json(...args: string[]) {
  const { code, stdout, stderr } = await tessera(...args, "--json");
  expect(`${code} ${stderr}`).toBe("0 ");
  return JSON.parse(stdout);
}

describe("the whole job from the command line", { timeout: 180_000 }, () => {
  it("goes from a sample to scored, searched and verified portfolios", async () => {
    const sample = ["sample", here("s.csv"), "--strategies", "300", "--observations", "60", "--seed", "3"];
    expect(await json(...sample)).toMatchObject({ observations: 60, strategies: 300 });
    const imported = await json("import", here("s.csv"), "--dataset", "flow");
    expect(imported.dataset).toMatchObject({ name: "flow", version: 1, strategies: 300, rejects: {} });
    expect((await json("datasets")).datasets).toHaveLength(1);
    expect(await json("verify", "flow")).toMatchObject({ faults: [] });

    const search = [
      "search",
      "flow",
      "--min-size",
      "4",
      "--max-size",
      "5",
      "--algorithms",
      "sa,hc",
      "--budget",
      "50k",
      "--objective",
      "ratio",
    ];
    const found = await json(...search, "--twins", "2", "--seed", "9", "--out", here("result"));
    expect(found.portfolios.map(({ size }: { size: number }) => size)).toEqual([4, 5]);
    const again = await json(...search, "--twins", "0", "--seed", "9", "--threads", "1");
    expect(again.best.members).toEqual(found.best.members);
    expect(readdirSync(join(folder, "result"))).toEqual(
      expect.arrayContaining(["capsule.json", "strategy_metrics.csv", "error_log.txt"]),
    );

    writeFileSync(join(folder, "best.txt"), `${found.best.members.join("\n")}\n`);
    const score = await json("score", "flow", "--portfolio", here("best.txt"));
    expect(score.fitness).toBeCloseTo(found.best.fitness, 9);
    expect(Object.keys(score).slice(0, 9)).toEqual([
      "fitness",
      "base",
      "mean_correlation",
      "roi",
      "max_drawdown",
      "ratio",
      "win_percentage",
      "profit_factor",
      "expectancy",
    ]);
    const summary = await json("correlate", "flow", "--portfolio", here("best.txt"), "--out", here("m.csv"));
    expect(summary.meanRho).toBeCloseTo(score.mean_correlation, 9);
    expect(readFileSync(join(folder, "m.csv"), "utf8").trimEnd().split("\n")).toHaveLength(
      found.best.size + 1,
    );
    const recent = await json("correlate", "flow", "--weighting", "recent=10");
    const alike = await json("correlate", "flow");
    expect(recent.observations).toBeLessThan(alike.observations);
    expect(recent.meanRho).not.toBe(alike.meanRho);
    expect(await json("replay", here("result/capsule.json"))).toMatchObject({
      matches: true,
      differences: [],
    });
  });

  it("is one command from CSV to result files, and makes a new version the next time", async () => {
    await json("sample", here("one.csv"), "--strategies", "80", "--observations", "40");
    const search = [
      "search",
      "one",
      "--csv",
      here("one.csv"),
      "--size",
      "3",
      "--algorithms",
      "sa",
      "--budget",
      "2k",
      "--twins",
      "0",
    ];
    const found = await json(...search, "--out", here("one-command"));
    expect(readdirSync(join(folder, "one-command"))).toContain("strategy_metrics.csv");
    const { code, stdout } = await tessera(...search);
    expect(code).toBe(0);
    expect(stdout).toContain("version 2");
    const apart = await json("search", "one", ...search.slice(search.indexOf("--size")));
    expect(apart.best).toEqual(found.best);
    const missing = await tessera("search", "none", "--csv", here("absent.csv"));
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain("absent.csv");
  });

  it("writes metrics of the golden file as the replaced system did", async () => {
    await json("import", join(golden, "entire_day_20x40.csv"), "--dataset", "golden");
    await json("metrics", "golden", "--profile", "legacy", "--out", here("legacy.csv"));
    const [header, ...lines] = readFileSync(join(folder, "legacy.csv"), "utf8").trimEnd().split("\n");
    expect(header).toBe(",ROI,Max Drawdown,Win Percentage,Profit Factor,Expectancy");
    const expected: Record<string, { legacy: Record<string, number | string> }> = JSON.parse(
      readFileSync(join(golden, "strategy_metrics.json"), "utf8"),
    ).strategies;
    expect(lines.map((line) => line.split(",")[0])).toEqual(Object.keys(expected));
    const columns = (header ?? "").split(",").slice(1);
    for (const line of lines) {
      const [name = "", ...cells] = line.split(",");
      for (const [index, column] of columns.entries()) {
        const wanted = expected[name]?.legacy[column];
        const text = cells[index] === "inf" ? "Infinity" : cells[index];
        const scale = Math.max(1e-3, Math.abs(Number(wanted)));
        if (typeof wanted === "string") expect(text, `${name} ${column}`).toBe(wanted);
        else expect(Math.abs(Number(text) - Number(wanted)) / scale, `${name} ${column}`).toBeLessThan(1e-9);
      }
    }
  });

  it.each([
    ["a missing file", ["import", "none.csv", "--dataset", "x"], 1, "none.csv"],
    ["an empty file", ["import", "empty.csv", "--dataset", "x"], 1, "empty.csv"],
    ["a header alone", ["import", "header.csv", "--dataset", "x"], 1, "header.csv"],
    ["no date column", ["import", "nodate.csv", "--dataset", "x"], 1, "ate"],
    ["a strategy twice", ["import", "twice.csv", "--dataset", "x"], 1, "A"],
    ["a missing dataset", ["metrics", "nothere"], 1, "nothere"],
    ["no dataset name", ["import", "empty.csv"], 2, "--dataset"],
    ["a size that is no number", ["search", "flow", "--size", "many"], 2, "whole number"],
    ["an unknown algorithm", ["search", "flow", "--algorithms", "sa,xx"], 2, "xx"],
    ["an unknown strategy", ["score", "flow", "--portfolio", "unknown.txt"], 1, "nobody"],
    ["a range the wrong way round", ["search", "flow", "--min-size", "9", "--max-size", "3"], 2, "below"],
  ])("says what is wrong: %s", async (_name, args, code, text) => {
    writeFileSync(join(folder, "empty.csv"), "");
    writeFileSync(join(folder, "header.csv"), "Date,A,B\n");
    writeFileSync(join(folder, "nodate.csv"), "A,B\n1,2\n3,4\n");
    writeFileSync(join(folder, "twice.csv"), "Date,A,A\n2024-01-01,1,2\n");
    writeFileSync(join(folder, "unknown.txt"), "nobody\n");
    const result = await tessera(...args.map((word) => (/\.(csv|txt)$/.test(word) ? here(word) : word)));
    expect(`${result.code} ${result.stderr}`).toMatch(new RegExp(`^${code} `));
    expect(result.stderr).toContain(text);
    expect(result.stdout).toBe("");
    const { datasets } = await json("datasets");
    expect(datasets.map(({ name }: { name: string }) => name)).not.toContain("x");
  });

  it("is a program that reads files where it is started, and says what an earlier version left in another folder", async () => {
    const older = join(folder, ".tessera");
    const { TESSERA_HOME: _, XDG_DATA_HOME: __, ...others } = process.env;
    const user = { ...others, HOME: folder, USERPROFILE: folder, LOCALAPPDATA: folder };
    await runLine(["sample", here("old.csv"), "--strategies", "20", "--observations", "20"], home);
    expect(await started(user, "import", "old.csv", "--dataset", "old", "--home", older)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("version 1"),
    });
    expect((await started(user, "datasets")).stdout).toContain(`${older} holds 1 dataset (old)`);
    // Not where the data root was chosen.
    expect((await started(user, "datasets", "--home", home)).stdout).not.toContain(older);
    const wrong = await started(user, "search", "old", "--size", "many", "--home", older);
    expect(wrong).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("whole number") });
  });
});
