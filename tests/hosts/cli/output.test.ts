import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandList } from "../../../electron/hosts/cli/command-list.ts";
import { makeFolders } from "../../../electron/service/disk/durable.ts";
import { runLine } from "./support/run-line.ts";

let folder = "";
let home = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tessera-output-"));
  home = join(folder, "home");
  await makeFolders(join(home, "datasets", "d"));
  writeFileSync(join(folder, "names.txt"), "A\nB\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(args: readonly string[]): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await runLine(args, home);
  return { code, said: stderr + stdout };
}

/** Commands that write a file, with what they need beside its name; those whose --out is a folder refuse one with content. */
const writing: Readonly<Record<string, (file: string) => string[]>> = {
  sample: (file) => [file, "--strategies", "3", "--observations", "3"],
  export: (file) => ["d", "--out", file],
  metrics: (file) => ["d", "--out", file],
  correlate: (file) => ["d", "--portfolio", join(folder, "names.txt"), "--out", file],
  clusters: (file) => ["d", "--out", file],
  duplicates: (file) => ["d", "--out", file],
  ulta: (file) => ["d", "--out", file],
  groups: (file) => ["d", "--out", file],
  weights: (file) => ["d", "--portfolio", join(folder, "names.txt"), "--out", file],
  kelly: (file) => ["d", "--portfolio", join(folder, "names.txt"), "--out", file],
  frontier: (file) => ["d", "--out", file],
  report: (file) => ["d", "--out", file],
  validate: (file) => ["d", "--against", folder, "--out", file],
};
const writesFolder = ["search", "zone-search", "replay"];

test("every command with --out is known here", async () => {
  const found: string[] = [];
  for (const entry of commandList) {
    const command = new Command(entry.name);
    (await entry.load())(command, {} as never);
    if (command.options.some(({ long }) => long === "--out") || entry.name === "sample")
      found.push(entry.name);
  }
  expect(found.filter((name) => !writesFolder.includes(name)).sort()).toEqual(Object.keys(writing).sort());
});

describe.each(Object.entries(writing))("tessera %s", (name, args) => {
  test("leaves a file that exists alone", async () => {
    const file = join(folder, name === "report" ? "report.html" : `${name}.csv`);
    writeFileSync(file, "precious");
    const { code, said } = await run([name, ...args(file)]);
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining("exists already") });
    expect(said).toContain("--force");
    expect(readFileSync(file, "utf8")).toBe("precious");
  });

  test("writes nothing into the store, whatever is said", async () => {
    const file = join(home, "datasets", "d", name === "report" ? "current.html" : "current.csv");
    const { code, said } = await run([name, ...args(file), "--force"]);
    expect({ code, said }).toMatchObject({ code: 2, said: expect.stringContaining("which Tessera keeps") });
    expect(readdirSync(join(home, "datasets", "d"))).toEqual([]);
  });
});

test("a sample replaces a file when it is told to", async () => {
  const file = join(folder, "old.csv");
  writeFileSync(file, "old");
  expect(await run(["sample", ...(writing.sample?.(file) ?? []), "--force"])).toMatchObject({ code: 0 });
  expect(readFileSync(file, "utf8")).toMatch(/^Date,/);
});
