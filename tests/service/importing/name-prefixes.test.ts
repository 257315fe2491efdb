import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { datasetAppendHandler } from "../../../electron/service/importing/handlers/dataset.ts";
import { prefixesOf } from "../../../electron/service/importing/import-record.ts";
import { temporaryHome } from "../datasets/support/temporary-home.ts";
import { ask, importContext, importInto } from "./support/import-context.ts";

async function printed(files: Record<string, string>, said: Parameters<typeof importInto>[3] = {}) {
  const home = await temporaryHome();
  const context = importContext(home);
  const paths = Object.keys(files).map((name) => join(home, name));
  for (const [at, text] of Object.values(files).entries()) await writeFile(paths[at] ?? "", text);
  await importInto(context, "d", paths, said);
  const { strategies, manifest } = await context.datasets.open("d");
  return strategies.map((name, place) => prefixesOf(manifest)(place) + name);
}

const one = "Date,A,B\n2024-01-01,1,-2\n2024-01-02,-3,4\n";
const two = "Date,C\n2024-01-01,5\n2024-01-02,-6\n";

test("result files put the name of a column's own file before it, once", async () => {
  expect(await printed({ "first.csv": one })).toEqual(["first_A", "first_B"]);
  expect(await printed({ "first.csv": one, "second.csv": two })).toEqual(["first_A", "first_B", "second_C"]);
  expect(await printed({ "first.csv": one, "second.csv": two }, { prefixNames: true })).toEqual([
    "first_A",
    "first_B",
    "second_C",
  ]);
  expect(await printed({ "first.csv": one }, { prefixNames: true })).toEqual(["first_A", "first_B"]);
});

test("a strategy that is a file has the name of the file already", async () => {
  const list = (pnl: number) =>
    `Symbol,Side,Entry Time,Exit Time,Qty,P&L\nX,Buy,2024-01-02 10:00,2024-01-03 11:00,1,${pnl}\nX,Buy,2024-01-02 10:00,2024-01-04 11:00,1,-1\n`;
  expect(await printed({ "Alpha.csv": list(3), "Beta.csv": list(4) })).toEqual(["Alpha", "Beta"]);
});

test("columns that an append brings have the name of their file", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  await writeFile(join(home, "first.csv"), one);
  await writeFile(join(home, "later.csv"), "Date,A,B,C\n2024-01-03,1,2,-3\n2024-01-04,-1,2,3\n");
  await importInto(context, "d", [join(home, "first.csv")]);
  await ask(datasetAppendHandler, { dataset: "d", files: [join(home, "later.csv")] }, context);
  const { strategies, manifest } = await context.datasets.open("d");
  expect(strategies.map((name, place) => prefixesOf(manifest)(place) + name)).toEqual([
    "first_A",
    "first_B",
    "later_C",
  ]);
});
