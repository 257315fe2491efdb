import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Workstation } from "./workstation.ts";

/** A file with regimes and zones and three cells that are no numbers, and one with the days after it. */
export function spoiledSample(
  { folder, tessera }: Workstation,
  strategies = 600,
): { first: string; more: string } {
  const whole = join(folder, "whole.csv");
  const size = ["--strategies", String(strategies), "--observations", "328"];
  tessera("sample", whole, ...size, "--seed", "3", "--format", "enhanced");
  const lines = readFileSync(whole, "utf8").trimEnd().split(/\r?\n/);
  const spoiled = lines.map((line, at) => {
    const cells = line.split(",");
    if (at === 3) cells[20] = "N/A";
    if (at === 5) cells[31] = "abc";
    if (at === 9) cells[44] = "";
    return cells.join(",");
  });
  const write = (name: string, part: readonly string[]) => {
    const path = join(folder, name);
    writeFileSync(path, `${part.join("\r\n")}\r\n`);
    return path;
  };
  const header = spoiled[0] ?? "";
  return {
    first: write("options-2023.csv", spoiled.slice(0, 301)),
    more: write("april.csv", [header, ...spoiled.slice(301)]),
  };
}

/** The same as dataset options-2023, from the command line, shown in the window. */
export async function optionsDataset(workstation: Workstation, strategies?: number): Promise<void> {
  const { first, more } = spoiledSample(workstation, strategies);
  workstation.tessera("import", first, "--dataset", "options-2023");
  workstation.tessera("append", more, "--dataset", "options-2023");
  await workstation.page.reload();
}
