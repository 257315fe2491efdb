import { basename, extname } from "node:path";
import type { DatasetMapping, ImportOptions } from "../../contract/importing.ts";
import { Problem } from "../../contract/problem.ts";
import type { CallContext } from "../context.ts";
import type { Finding } from "../datasets/version/manifest.ts";
import { inTurns, type Steps, turnsOf } from "../turns.ts";
import { planFindings } from "./column-findings.ts";
import { findTextColumns } from "./columns/find-text-columns.ts";
import { type ColumnPlan, planColumns } from "./columns/plan-columns.ts";
import { counted } from "./counted.ts";
import type { ImportSettings } from "./import-settings.ts";
import { checkCells } from "./inspect/check-cells.ts";
import { resolveMapping } from "./mappings.ts";
import { findNumberStyle, NumberSample } from "./numbers/read-style.ts";
import { refuseTooMany } from "./row-limit.ts";
import { cutEndFinding } from "./rows/cut-end.ts";
import { planRows, type RowPlan } from "./rows/plan-rows.ts";
import { readTextColumns } from "./rows/text-columns.ts";
import type { CsvFile } from "./source/open-csv.ts";
import { tornNames } from "./source/torn-names.ts";
import { mixedMoney } from "./source/units.ts";

/** A file with a meaning for every column and every row. */
export interface UnderstoodFile {
  readonly file: CsvFile;
  readonly mapping: DatasetMapping;
  readonly plan: ColumnPlan;
  readonly rows: RowPlan;
  /** Strategy columns of nothing but True and False. */
  readonly truthColumns: ReadonlySet<number>;
  /** What is learned of its numbers while its cells are read. */
  readonly sample: NumberSample;
}

/** What is to be said of a file before its cells are read. */
export function* fileFindings({ file, plan, sample, rows }: UnderstoodFile): Steps<Finding[]> {
  const units = plan.strategies.map((column) => file.units?.[column]);
  return [
    ...file.source.findings,
    ...planFindings(plan),
    ...(yield* mixedMoney(plan.names, units)),
    ...sample.findings(),
    ...rows.findings,
  ];
}

/** Kinds of what can be in the way of one file; nobody reads more at a time. */
const mostFaults = 8;

/**
 * Gives a meaning to every column and row of an open file. Throws Problem "bad-input" when that cannot be done, with all that
 * is in the way: what an answer of the user would let pass is passed for the moment, to see what lies behind it.
 */
export async function understandFile(
  home: string,
  opened: CsvFile,
  options: ImportOptions,
  settings: ImportSettings,
  call?: CallContext,
): Promise<UnderstoodFile> {
  const faults: Problem[] = [];
  let passing = settings;
  while (true) {
    try {
      const understood = await understandOnce(home, opened, options, passing, call);
      if (faults.length === 0) return understood;
      await checkCells(understood, passing, call);
      break;
    } catch (error) {
      if (!(error instanceof Problem) || error.report.code === "cancelled") throw error;
      // A table that was made of the file is read as it was made: what it was asked, it would be asked again.
      if (faults.some(({ message }) => message === error.message)) break;
      faults.push(error);
      const next = passed(passing, error);
      if (!next || faults.length === mostFaults) break;
      passing = next;
    }
  }
  const [first, ...others] = faults;
  if (!first || others.length === 0) throw first;
  const { code, message, ...more } = first.report;
  throw new Problem(code, message, { ...more, also: others.map(({ report }) => report) });
}

/** The settings with the first answer to what a problem asks; undefined where none changes them. */
function passed(settings: ImportSettings, { report }: Problem): ImportSettings | undefined {
  const say = report.question?.answers[0]?.say;
  const dialect = { ...settings.dialect, ...say?.dialect } as ImportSettings["dialect"];
  const policies = { ...settings.policies, ...say?.policies } as ImportSettings["policies"];
  const next = { ...settings, dialect, policies };
  return JSON.stringify([dialect, policies]) === JSON.stringify([settings.dialect, settings.policies])
    ? undefined
    : next;
}

async function understandOnce(
  home: string,
  opened: CsvFile,
  options: ImportOptions,
  settings: ImportSettings,
  call?: CallContext,
): Promise<UnderstoodFile> {
  const { path } = opened.source;
  const { reshaped } = opened;
  refuseTooMany(path, opened.opened.rowCount, settings.rowLimit);
  const chosen = await resolveMapping(
    home,
    opened.header,
    opened.mapping ? { ...options, mapping: opened.mapping } : options,
  );
  // Kept with the dataset: what is appended to it is read by the same rule.
  const mapping = { ...chosen, layout: reshaped?.rule ?? { ...chosen.layout, shape: "wide" as const } };
  const planOptions = {
    mapping,
    duplicateNames: settings.policies.duplicateNames,
    prefix: options.prefixNames ? `${basename(path, extname(path))}_` : "",
    roles: reshaped?.roles,
  };
  const byName = await inTurns(
    planColumns(opened.header, path, { ...planOptions, without: new Map() }),
    call,
  );
  const { style, sample } = reshaped
    ? { style: opened.numbers, sample: new NumberSample([], opened.numbers, true) }
    : await findNumberStyle(opened, byName.strategies, settings, call);
  const file = { ...opened, numbers: style };
  const { text, truth } = await findTextColumns(file, byName.strategies, settings.threads, call);
  const notNumbers = new Map([...text].map((column) => [column, "it holds text"]));
  const plan =
    text.size > 0
      ? await inTurns(planColumns(file.header, path, { ...planOptions, without: notNumbers }), call)
      : byName;
  if (plan.strategies.length === 0 && !plan.single.has("market_regime")) {
    throw new Problem(
      "bad-input",
      `${path} has no strategy column: no column with numbers beside the known ones.`,
      {
        file: path,
        line: 1,
        remedy:
          "Check the delimiter (--delimiter), how numbers are written (--decimal, --thousands), the include and exclude patterns, and the header.",
      },
    );
  }
  const columns = await readTextColumns(file, plan, settings, call);
  const names = ["zone", "market_regime"] as const;
  const turn = turnsOf(call);
  const torn = tornNames(
    [...file.header, ...names.flatMap((role) => columns.texts.get(role) ?? [])],
    file.source,
    settings.dialect.encoding,
  );
  await turn();
  const dialect = reshaped ? { ...settings.dialect, dateFormat: reshaped.dates.table } : settings.dialect;
  const planned = planRows(file, plan, columns, { ...settings, dialect });
  const cut = reshaped ? [] : await cutEndFinding(file, settings.threads, call);
  const isCounted = settings.policies.missing === "zero";
  const named = [...headerFinding(file), ...(isCounted ? truthFinding(file, truth) : [])];
  const rows = { ...planned, findings: [...named, ...torn, ...planned.findings, ...cut] };
  return { file, mapping, plan, rows: withFound(file, rows), truthColumns: truth, sample };
}

/** That names were made, for the first line of the file is a row. */
function headerFinding({ hasHeader, header }: CsvFile): Finding[] {
  if (hasHeader) return [];
  const message = `the file has no line of names: its ${counted(header.length, "column", "are")} named ${header.slice(0, 3).join(", ")}${header.length > 3 ? ", ..." : ""}`;
  return [{ kind: "no-header", count: header.length, message, examples: [] }];
}

/** That truth values are taken for amounts. */
function truthFinding({ header }: CsvFile, truth: ReadonlySet<number>): Finding[] {
  if (truth.size === 0) return [];
  const message = `${counted(truth.size, "strategy column", "hold")} nothing but True and False, counted as 1 and 0 (--exclude leaves ${truth.size === 1 ? "it" : "them"} out)`;
  const examples = [...truth].slice(0, 5).map((column) => header[column] ?? "");
  return [{ kind: "truth-columns", count: truth.size, message, examples }];
}

/** What was noticed and not taken before the table was there comes first. */
function withFound({ findings, reshaped }: CsvFile, rows: RowPlan): RowPlan {
  const written = reshaped?.dates.file;
  const dates = written ? { dateFormat: written.format, dateBecause: written.because } : {};
  return {
    ...rows,
    ...dates,
    rejects: [...(reshaped?.rejects ?? []), ...rows.rejects],
    findings: [...findings, ...rows.findings],
  };
}
