import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noEngine } from "../../service/analysis/support/analysis-context.ts";
import { runLine } from "./support/run-line.ts";

const root = join(import.meta.dirname, "../../..");
const page = readFileSync(join(root, "docs/specification.md"), "utf8");
const commands = [...page.matchAll(/`tessera ([^`]+)`/g)].map(([, line = ""]) => line);
const golden = join(root, "tests/golden");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-specification-"));
  const [header = "", ...rows] = readFileSync(join(golden, "entire_day_82x400/entire_day_82x400.csv"), "utf8")
    .trim()
    .split(/\r?\n/);
  writeFileSync(join(folder, "strategies.csv"), `${[header, ...rows].join("\n")}\n`);
  const later = rows
    .slice(0, 10)
    .map((row, at) => `2030-01-${String(at + 1).padStart(2, "0")}${row.slice(10)}`);
  writeFileSync(join(folder, "later.csv"), `${[header, ...later].join("\n")}\n`);
  cpSync(join(golden, "enhanced_zones/enhanced_88x29.csv"), join(folder, "enhanced.csv"));
  const [run = ""] = globSync(join(golden, "legacy_output_entire_day/ulta_off/run_*"));
  cpSync(run, join(folder, "old_run"), { recursive: true });
  writeFileSync(join(folder, "names.txt"), header.split(",").slice(5, 9).join("\n"));
  writeFileSync(join(folder, "enhanced-names.txt"), "strategy_1\nstrategy_2\nstrategy_3\n");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Names of files stand for those of the folder; datasets and everything else stay. */
const isPlace = (word: string) =>
  /\.(csv|txt|html|json)$/.test(word) || word === "old_run" || word === "result" || word === "shards";
const wordsOf = (line: string) =>
  [...line.matchAll(/'([^']*)'|(\S+)/g)]
    .map(([, quoted, plain = ""]) => quoted ?? plain)
    .map((word) => (isPlace(word) ? join(folder, word) : word));

async function tessera(line: string) {
  const fast = ["--set", "export.charts=false", "--set", "engine.backend=cpu", "--no-progress"];
  const { code, stdout, stderr } = await runLine([...wordsOf(line), ...fast], join(folder, "home"));
  return `${code} ${code === 0 ? "" : (stdout + stderr).slice(-400)}`;
}

describe.skipIf(noEngine)("the page of the specification", { timeout: 60_000 }, () => {
  it("names commands for nearly every line", () => {
    expect(commands.length).toBeGreaterThan(50);
  });

  it.each(commands)("tessera %s", async (line) => {
    expect(await tessera(line)).toBe("0 ");
  });

  it("leads nowhere that is not there", () => {
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, target = ""]) => target);
    expect(links.filter((target) => globSync(join(root, "docs", target)).length === 0)).toEqual([]);
    const tests = [...page.matchAll(/`(tests\/[^`]+)`/g)].map(([, target = ""]) => target);
    expect(tests.filter((target) => globSync(join(root, target)).length === 0)).toEqual([]);
  });
});
