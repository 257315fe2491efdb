import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLine } from "./hosts/cli/support/run-line.ts";
import { noEngine } from "./service/analysis/support/analysis-context.ts";

const root = join(import.meta.dirname, "..");
const example = (name: string) => join(root, "examples", name);
let folder = "";

/** The result of a command line on the data root of this test. */
async function tessera(...args: string[]) {
  const line = args.map((word) => (/^\w+\.csv$/.test(word) ? join(folder, word) : word));
  const { code, stdout, stderr } = await runLine([...line, "--json", "--no-progress"], join(folder, "home"));
  expect(`${code} ${stderr}`).toBe("0 ");
  return JSON.parse(stdout);
}

describe.skipIf(noEngine)("examples", { timeout: 120_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tessera-examples-"));
    await tessera("sample", "s.csv", "--strategies", "300", "--observations", "120", "--seed", "3");
    await tessera("import", "s.csv", "--dataset", "examples");
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are these, and no other", () => {
    expect(readdirSync(join(root, "examples")).toSorted()).toEqual(
      ["README.md", "best-of-each-window.ts", "constraints.json", "job.json", "mapping.json"].toSorted(),
    );
  });

  it("mapping.json names the columns of a file", async () => {
    const lines = [
      "Settlement;Wd;Strat-1;Strat-2;TEST 9;Total",
      "2024-01-04;Thu;1,5;-2;9;-0,5",
      "2024-01-11;Thu;3;4;9;7",
      "2024-01-18;Thu;2;1;9;3",
    ];
    writeFileSync(join(folder, "export.csv"), `${lines.join("\n")}\n`);
    await tessera("import", "export.csv", "--dataset", "broker", "--mapping", example("mapping.json"));
    const { strategies, values } = await tessera("metrics", "broker", "--metrics", "roi");
    expect([strategies, values[0]]).toEqual([
      ["Strategy 1", "Strategy 2"],
      [6.5, 3],
    ]);
  });

  it("constraints.json is kept by a search", async () => {
    const size = ["--min-size", "5", "--max-size", "5", "--budget", "50k", "--twins", "0", "--seed", "1"];
    const { best } = await tessera(
      "search",
      "examples",
      ...size,
      "--constraints",
      example("constraints.json"),
    );
    const members: string[] = best.members;
    expect(members).toHaveLength(5);
    expect(members.filter((name) => name.endsWith("TP27%"))).toEqual([]);
    const most = (pattern: RegExp) =>
      Math.max(
        ...[...Map.groupBy(members, (name) => pattern.exec(name)?.[1]).values()].map(({ length }) => length),
      );
    expect(most(/(\d{3,4}-\d{3,4})/)).toBeLessThanOrEqual(2);
    expect(most(/SL(\d+)%/)).toBeLessThanOrEqual(2);
  });

  it("job.json is a search of the queue", async () => {
    const { id } = await tessera("jobs", "submit", "search.run", `@${example("job.json")}`);
    await tessera("jobs", "run");
    const { job, result } = await tessera("jobs", "show", id);
    expect(job.state).toBe("completed");
    expect(result.portfolios.map(({ size }: { size: number }) => size)).toEqual([4, 5, 6]);
  });

  it("best-of-each-window.ts chooses as the command line's metrics say", async () => {
    const words = [example("best-of-each-window.ts"), "examples", join(folder, "home")];
    const printed = execFileSync(process.execPath, words, { encoding: "utf8" }).trimEnd().split("\n");
    const { strategies, values } = await tessera("metrics", "examples", "--metrics", "sharpe");
    const best = Math.max(...values[0].filter(Number.isFinite));
    const winner = strategies[values[0].indexOf(best)];
    expect(printed.filter((line) => line.endsWith(winner))).toEqual([
      `${/\d{3,4}-\d{3,4}/.exec(winner)?.[0]}  ${best.toFixed(2).padStart(6)}  ${winner}`,
    ]);
    const windows = new Set(strategies.map((name: string) => /\d{3,4}-\d{3,4}/.exec(name)?.[0]));
    expect(printed.at(-1)).toMatch(new RegExp(`^together: ${windows.size} members, fitness -?\\d`));
  });
});
