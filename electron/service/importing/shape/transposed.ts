import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import type { ImportSettings } from "../import-settings.ts";
import type { NumberStyle } from "../numbers/number-text.ts";
import { findNumberStyle } from "../numbers/read-style.ts";
import { startsWithDate } from "../source/frame.ts";
import type { CsvFile } from "../source/open-csv.ts";
import { checkCells, writeWide } from "./pivot.ts";
import { readColumns } from "./read-columns.ts";

/** Writes a table with a row per strategy as one with a row per day; texts beside the name are left out. Throws Problem. */
export async function writeTransposed(
  given: CsvFile,
  target: string,
  settings: ImportSettings,
  call?: CallContext,
): Promise<{ strategies: number; days: number; numbers: NumberStyle }> {
  const { header } = given;
  const days = header.flatMap((name, column) => (column > 0 && startsWithDate.test(name) ? [column] : []));
  const names: string[] = [];
  const { style, sample } = await findNumberStyle(given, days, settings, call);
  const file = { ...given, numbers: style };
  sample.begin();
  checkCells(file.source.path, days.length, file.opened.rowCount);
  const cells = days.map(() => new Float64Array(file.opened.rowCount));
  await readColumns(
    file,
    { texts: [0], numbers: days },
    settings.threads,
    ({ texts, numbers, count, firstRow }) => {
      names.push(...(texts[0] ?? []).map((name) => name.trim()));
      for (let row = 0; row < count; row++)
        for (let day = 0; day < days.length; day++)
          (cells[day] as Float64Array)[firstRow + row] = numbers[row * days.length + day] as number;
    },
    call,
    "Turning the table",
    { sample },
  );
  sample.judge(file, file.opened.rowCount, settings);
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined)
    throw new Problem("bad-input", `${file.source.path} has two rows named "${twice}".`, {
      file: file.source.path,
      remedy: "Give each strategy a name of its own.",
    });
  const rows = days.map((column, day) => ({
    heads: [header[column] ?? ""],
    cells: cells[day] as Float64Array,
  }));
  await writeWide(target, ["Date", ...names.map((name) => name || "(no name)")], rows, "");
  return { strategies: names.length, days: days.length, numbers: style };
}
