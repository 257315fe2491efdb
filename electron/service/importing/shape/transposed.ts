import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import type { CallContext } from "../../context.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { isMonth, startsWithDate } from "../dates/day-at-start.ts";
import type { ImportSettings } from "../import-settings.ts";
import { findNumberStyle } from "../numbers/read-style.ts";
import { beyondFindings, longRowRejects } from "../rows/long-rows.ts";
import type { CsvFile, Reshaped } from "../source/open-csv.ts";
import { checkCells, writeWide } from "./pivot.ts";
import { readColumns } from "./read-columns.ts";

type TurnedTable = Pick<Reshaped, "roles" | "dates" | "numbers" | "money" | "rejects"> & {
  readonly findings: readonly Finding[];
};

/** Writes a table with a row per strategy as one with a row per day; texts beside the name are left out. Throws Problem. */
export async function writeTransposed(
  given: CsvFile,
  target: string,
  settings: ImportSettings,
  call?: CallContext,
): Promise<TurnedTable> {
  const { header } = given;
  const named = (form: Pick<RegExp, "test">): number[] =>
    header.flatMap((name, column) => (column > 0 && form.test(name) ? [column] : []));
  // A month beside days is their sum.
  const dated = named(startsWithDate);
  const days = dated.length > 0 ? dated : named(isMonth);
  const names: string[] = [];
  const { style, sample } = await findNumberStyle(given, days, settings, call);
  const file = { ...given, numbers: style };
  sample.begin();
  checkCells(file.source.path, days.length, file.opened.rowCount);
  const cells = days.map(() => new Float64Array(file.opened.rowCount));
  const beyond = await readColumns(
    file,
    { texts: [0], numbers: days },
    settings,
    ({ texts, numbers, count, isLeftOut }) => {
      for (let row = 0; row < count; row++) {
        if (isLeftOut(row)) continue;
        for (let day = 0; day < days.length; day++)
          (cells[day] as Float64Array)[names.length] = numbers[row * days.length + day] as number;
        names.push((texts[0]?.[row] ?? "").trim());
      }
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
    cells: (cells[day] as Float64Array).subarray(0, names.length),
  }));
  await writeWide(target, ["Date", ...names.map((name) => name || "(no name)")], rows, "");
  const message = `a table with a row per strategy was turned: ${countOf(names.length, "strategy")}, ${countOf(days.length, "day")}`;
  return {
    roles: ["date", ...names.map(() => "strategy" as const)],
    dates: { table: settings.dialect.dateFormat },
    numbers: style,
    money: sample.unit(),
    rejects: longRowRejects(beyond.long, file),
    findings: [
      { kind: "shape", count: names.length, message, examples: [] },
      ...sample.findings(),
      ...beyondFindings(beyond, settings.policies.longRows),
    ],
  };
}
