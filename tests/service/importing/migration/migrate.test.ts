import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { importOptions } from "../../../../electron/contract/importing.ts";
import { datasetMigrateHandler } from "../../../../electron/service/importing/handlers/dataset.ts";
import { RunningTotals } from "../../../../electron/service/importing/migration/totals.ts";
import { temporaryHome } from "../../datasets/support/temporary-home.ts";
import { ask, importContext, importInto, quietCall } from "../support/import-context.ts";

const golden = join(import.meta.dirname, "../../../golden");
const wishes = importOptions.parse({});

const dumps: [string, string | Buffer][] = [
  [
    "with a header, everything quoted",
    '"date_col","strategy_1","strategy_2"\n"2024-01-04","1.5","-2"\n"2024-01-11","\\N","3"\n',
  ],
  ["tabs without a header", "2024-01-04\t1.5\t-2\n2024-01-11\t\\N\t3\n"],
  ["commas without a header, packed", gzipSync("2024-01-04,1.5,-2\n2024-01-11,NULL,3\n")],
];

test.each(dumps)("a dump of the database: %s", async (_name, content) => {
  const home = await temporaryHome();
  const context = importContext(home);
  const file = join(home, "strategies.csv");
  await writeFile(file, content);
  const result = await ask(
    datasetMigrateHandler,
    { ...wishes, files: [file], dataset: "old" },
    context,
    quietCall,
  );
  expect(result).toMatchObject({
    strategies: 2,
    differing: 0,
    dataset: { action: "migrate", observations: 2 },
  });
  const open = await context.datasets.open("old");
  expect(open.strategies).toEqual(["strategy_1", "strategy_2"]);
  expect(open.matrix.rows.map((row) => [...row])).toEqual([
    [1.5, -2],
    [0, 3],
  ]);
  expect(await readFile(`${result.report}.csv`, "utf8")).toBe(
    `file,strategy,roi_before,roi_after,drawdown_before,drawdown_after,agrees\n${file},strategy_1,1.5,1.5,0,0,yes\n${file},strategy_2,1,1,0,0,yes\n`,
  );
  expect(await readFile(file)).toEqual(Buffer.from(content as Buffer));
});

test("totals of the golden files agree with what the replaced system computed", async () => {
  const context = importContext(await temporaryHome());
  const file = join(golden, "entire_day_82x400/entire_day_82x400.csv");
  const result = await ask(
    datasetMigrateHandler,
    { ...wishes, files: [file], dataset: "old" },
    context,
    quietCall,
  );
  expect(result.differing).toBe(0);
  const { strategies } = JSON.parse(
    await readFile(join(golden, "entire_day_82x400/strategy_metrics.json"), "utf8"),
  );
  const lines = (await readFile(`${result.report}.csv`, "utf8")).trim().split("\n").slice(1);
  expect(lines).toHaveLength(400);
  for (const line of lines) {
    const [, name = "", , roi, , drawdown] = line.split(",");
    const wanted = strategies[name].legacy;
    expect(Number(roi)).toBeCloseTo(wanted.ROI, 6);
    expect(Number(drawdown)).toBeCloseTo(wanted["Max Drawdown"], 6);
  }
});

test("awkward cells, rows out of order and an input folder agree too; rollback restores the version before", async () => {
  const home = await temporaryHome();
  const context = importContext(home);
  const first = join(home, "first.csv");
  await writeFile(first, "Date,a\n2024-01-04,1\n");
  await importInto(context, "old", [first]);
  const edge = join(golden, "edge_values/edge_values.csv");
  const result = await ask(
    datasetMigrateHandler,
    { ...wishes, files: [edge], dataset: "old" },
    context,
    quietCall,
  );
  expect(result).toMatchObject({ differing: 0, strategies: 40, dataset: { version: 2 } });
  expect(await context.datasets.rollback("old")).toMatchObject({ version: 1 });
  expect((await context.datasets.open("old")).strategies).toEqual(["a"]);

  const folder = join(home, "input");
  await mkdir(folder);
  await writeFile(join(folder, "one.csv"), "Date,Day,a\n2024-01-04,Thursday,-5\n2024-01-11,Thursday,2\n");
  await writeFile(join(folder, "two.csv"), "Date,Day,a\n2024-01-11,Thursday,-3\n2024-01-18,Thursday,-4\n");
  const joined = await ask(
    datasetMigrateHandler,
    { ...wishes, prefixNames: true, files: [folder], dataset: "folder" },
    context,
    quietCall,
  );
  expect(joined).toMatchObject({ differing: 0, strategies: 2, dataset: { observations: 3, strategies: 2 } });
});

test("the drawdown's peak starts at the first row", () => {
  const totals = new RunningTotals(1);
  for (let row = 0; row < 20; row++) totals.add(() => -10);
  expect([totals.sum[0], totals.drawdown[0]]).toEqual([-200, 190]);
});
