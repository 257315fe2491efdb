import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLine } from "./support/run-line.ts";

let folder = "";
let home = "";
const here = (name: string): string => join(folder, name);

async function json(...args: string[]) {
  const { code, stdout, stderr } = await runLine([...args, "--json"], home);
  expect(`${code} ${stderr}`).toBe("0 ");
  return JSON.parse(stdout);
}

const small = ["--algorithms", "sa", "--budget", "1k", "--seed", "1", "--twins", "0"];

/** Members of the best portfolio of so many strategies with these constraints. */
async function members(
  dataset: string,
  size: number,
  constraints: object,
  ...args: string[]
): Promise<string[]> {
  const file = here("constraints.json");
  writeFileSync(file, JSON.stringify(constraints));
  const sizes = ["--min-size", String(size), "--max-size", String(size)];
  const found = await json("search", dataset, ...sizes, ...small, "--constraints", file, ...args);
  return found.best.members.toSorted();
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tessera-names-"));
  home = join(folder, "home");
  // L and S2 lose, the first of all is L.
  const rows = ["01,-10,5,-7", "02,4,-2,3", "03,-6,6,-4", "04,3,1,2", "05,-2,2,-3", "08,-1,3,-1"];
  writeFileSync(here("first.csv"), ["Date,L,W,S2", ...rows.map((row) => `2024-01-${row}`), ""].join("\n"));
  writeFileSync(
    here("second.csv"),
    ["Date,X", ...rows.map((row, at) => `2024-01-${row.slice(0, 2)},${at % 3 === 0 ? -3 : 2}`), ""].join(
      "\n",
    ),
  );
  await json("import", here("first.csv"), "--dataset", "one", "--no-luck");
  await json("import", here("first.csv"), here("second.csv"), "--dataset", "two", "--no-luck");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("names of strategies", () => {
  it("are their own to constraints, before ULTA inverted them and after", async () => {
    expect(await members("one", 2, { include: ["S2"], exclude: ["W"] }, "--ulta")).toEqual([
      "L_inv",
      "S2_inv",
    ]);
    expect(await members("one", 2, { include: ["S2_inv"], exclude: ["L"] }, "--ulta")).toEqual([
      "S2_inv",
      "W",
    ]);
    expect(await members("one", 2, { include: ["S2"], exclude: ["W"] }, "--no-ulta")).toEqual(["L", "S2"]);
  }, 60_000);

  it("stay with the first strategy where a search leaves it as it is", async () => {
    expect(await members("one", 3, {}, "--ulta")).toEqual(["L_inv", "S2_inv", "W"]);
    expect(await members("one", 3, {}, "--ulta", "--ulta-skips-first")).toEqual(["L", "S2_inv", "W"]);
  }, 60_000);

  it("have the file of their column before them once, in every file that the replaced system wrote", async () => {
    const out = here("results");
    expect(await members("two", 4, {}, "--ulta", "--out", out)).toEqual(["L_inv", "S2_inv", "W", "X"]);
    const of = (start: string): string =>
      readFileSync(join(out, readdirSync(out).find((name) => name.startsWith(start)) ?? ""), "utf8");
    const printed = ["first_L_inv", "first_S2_inv", "first_W", "second_X"];
    const listed = [...of("best_portfolio_size4").matchAll(/^\d+\. (.*)$/gm)].map(([, name]) => name);
    expect(listed.toSorted()).toEqual(printed);
    const rows = of("strategy_metrics.csv").trim().split("\n").slice(1);
    expect(rows.map((row) => row.split(",")[0]).toSorted()).toEqual(printed);
    expect(of("inversion_report.md").match(/^## .*$/gm)).toEqual(["## first_L", "## first_S2"]);
    // Files of the later generations have the plain names.
    const composed = of("portfolio_composition").trim().split("\n").slice(1);
    expect(composed.map((row) => row.split(",")[2]).toSorted()).toEqual(["L_inv", "S2_inv", "W", "X"]);
  }, 60_000);

  it("are their own in every zone, inverted there or not", async () => {
    const lines = Array.from({ length: 40 }, (_, at) => {
      const wave = (k: number): number => Math.round(Math.sin(at * at * k + k) * 100) / 10;
      const day = new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);
      // S2 loses in zone A and earns in zone B.
      return [
        `${day},A,${wave(1.3) + 1},${wave(2.1) - 4},${wave(0.7) + 2}`,
        `${day},B,${wave(1.7) + 1},${wave(2.9) + 4},${wave(0.9) + 2}`,
      ];
    });
    writeFileSync(here("zones.csv"), ["Date,Zone,S1,S2,S3", ...lines.flat(), ""].join("\n"));
    await json("import", here("zones.csv"), "--dataset", "zones", "--no-luck");
    writeFileSync(here("of-zones.json"), JSON.stringify({ include: ["S2"] }));
    const out = here("of-zones");
    const sizes = ["--zone-min-size", "2", "--zone-max-size", "2", "--overall", "none"];
    const more = ["--constraints", here("of-zones.json"), "--ulta", "--out", out];
    await json("zone-search", "zones", ...sizes, ...small, ...more);
    const members = (zone: string): string[] => {
      const name = readdirSync(out).find((one) => one.startsWith(`best_portfolio_zone_${zone}`)) ?? "";
      const listed = readFileSync(join(out, name), "utf8").matchAll(/^\d+\. (.*)$/gm);
      return [...listed].map(([, one = ""]) => one);
    };
    expect(members("A")).toContain("S2_inv");
    expect(members("B")).toContain("S2");
  }, 60_000);
});
