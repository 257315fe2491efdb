import { join } from "node:path";
import type { DatasetMapping, ImportOptions, SourceLayout, TableShape } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { inTurns } from "../../turns.ts";
import { assignRoles } from "../columns/plan-columns.ts";
import { startsWithDate } from "../dates/day-at-start.ts";
import { detectDateFormat } from "../dates/detect-date-format.ts";
import { defined, type ImportSettings } from "../import-settings.ts";
import { exporterOf, presetMappings, resolveMapping, savedMappingOf } from "../mappings.ts";
import { Evidence } from "../numbers/evidence.ts";
import { decideStyle } from "../numbers/number-style.ts";
import { readNumber } from "../numbers/number-text.ts";
import { checkSaid } from "../numbers/read-style.ts";
import { KnownKind } from "../remembered.ts";
import { cutEndFinding } from "../rows/cut-end.ts";
import { type CsvFile, openMade, type Reshaped } from "../source/open-csv.ts";
import { areAll, withDateColumn, withTradeDate } from "./date-column.ts";
import { sampleColumns } from "./read-columns.ts";
import {
  countedDay,
  isNoPnl,
  isTransposed,
  looksLikeTotals,
  mostTradeColumns,
  recogniseRows,
  type SeenColumns,
  seeColumns,
} from "./recognise.ts";
import { askAboutReturns } from "./returns-as-amounts.ts";
import { writeRunning } from "./running.ts";
import { TradeTable } from "./trade-table.ts";
import { writeTransposed } from "./transposed.ts";
import { unusedOptions } from "./unused-options.ts";

export interface ShapeOptions {
  readonly home: string;
  readonly options: ImportOptions;
  readonly settings: ImportSettings;
  /** The mapping that was named; undefined = chosen by the columns. */
  readonly mapping: DatasetMapping | undefined;
  /** Whether several files become one dataset. */
  readonly several: boolean;
  readonly folder: () => Promise<string>;
}

/** What a file is, and by which mapping and rule it is read. */
export interface Decided {
  readonly shape: TableShape;
  readonly because: string;
  readonly layout: SourceLayout;
  readonly mapping: DatasetMapping | undefined;
  readonly seen: SeenColumns;
}

const sampleRows = 400;

/** Turns files of other shapes into wide tables as they come, and all lists of trades into one. Wide ones stay as they are. */
export class ShapeFiles {
  private readonly shaping: ShapeOptions;
  private readonly trades: TradeTable;

  constructor(shaping: ShapeOptions) {
    this.shaping = shaping;
    this.trades = new TradeTable(shaping);
  }

  /** The table of a file; undefined when it went into the table of all trades. The file is closed when it is not returned. */
  async add(given: CsvFile, call?: CallContext): Promise<CsvFile | undefined> {
    let file = given;
    try {
      file = await withDateColumn(given, this.shaping, call);
      const decided = await decide(file, this.shaping, call);
      const { shape, mapping } = decided;
      const unused = unusedOptions(this.shaping.options.layout, shape);
      if (shape === "wide") {
        file = await withTradeDate(file, decided.seen, this.shaping, call);
        const findings = [...file.findings, ...unused];
        return mapping ? { ...file, findings, mapping } : { ...file, findings };
      }
      const cut = await cutEndFinding(file, this.shaping.settings.threads, call);
      file = { ...file, findings: [...file.findings, ...cut] };
      if (shape === "long" || shape === "trades" || shape === "executions") {
        await this.trades.add(file, decided, call);
        loadAddon().csvClose(file.opened.handle);
        return undefined;
      }
      file = { ...file, findings: [...file.findings, ...unused] };
      const made = await reshape(file, decided, this.shaping, call);
      loadAddon().csvClose(file.opened.handle);
      return made;
    } catch (error) {
      loadAddon().csvClose(file.opened.handle);
      throw error;
    }
  }

  /**
   * Whether the rows of a file's table are not its own: it is a list, or lies on its side. Closes the file. Throws as `add`
   * does.
   */
  async isReshaped(given: CsvFile, call?: CallContext): Promise<boolean> {
    try {
      const file = await withDateColumn(given, this.shaping, call);
      const { shape } = await decide(file, this.shaping, call);
      return shape === "transposed" || shape === "long" || shape === "trades" || shape === "executions";
    } finally {
      loadAddon().csvClose(given.opened.handle);
    }
  }

  /** The table of all trades; undefined when there was no such file. */
  finish(call?: CallContext): Promise<CsvFile | undefined> {
    return this.trades.finish(call);
  }
}

/** What a file is, as it was said, else as its columns and first rows show. Throws Problem when only a user can say. */
async function decide(
  file: CsvFile,
  { home, options, settings, mapping: named }: ShapeOptions,
  call?: CallContext,
): Promise<Decided> {
  const { header, source } = file;
  const said = defined(options.layout) as SourceLayout;
  const isSmall = header.length <= mostTradeColumns;
  const isFree = said.shape === undefined || said.shape === "auto";
  const saved = named || options.mapping === "auto" ? undefined : await savedMappingOf(home, header);
  if (saved && (saved.dialect || saved.policies)) throw new KnownKind(source.path, saved);
  const mapping =
    named ??
    saved ??
    (isSmall && (isFree || said.shape === "trades" || said.shape === "executions")
      ? exporterOf(header)
      : undefined);
  const layout: SourceLayout = { ...mapping?.layout, ...said };
  const cells = isSmall
    ? await sampleColumns(
        file,
        header.map((_, at) => at),
        sampleRows,
        settings,
        call,
      )
    : [];
  const seen = seeColumns(header, cells, layout.columns);
  const as = (shape: TableShape, because: string): Decided => ({ shape, because, layout, mapping, seen });
  if (layout.shape !== undefined && layout.shape !== "auto")
    return as(
      layout.shape,
      mapping && isFree && layout.shape !== "wide"
        ? `it has the columns of ${mapping.title || mapping.name}`
        : "so it was said",
    );
  // Strategies may be called by a day, too: their rows begin with days, and those of a table on its side with names.
  if ((await inTurns(isTransposed(header), call)) && !(await beginsWithDays(file, settings, call)))
    return as("transposed", "the names of its columns are days");
  const isOfCapital = isFree && said.capital !== undefined && said.unit !== undefined;
  if (isSmall) {
    const found = recogniseRows(source.path, seen, layout);
    if (found.shape !== "wide") return as(found.shape, found.because);
  }
  if (isOfCapital) return as("returns", "it was said of what capital its cells are returns");
  await askAboutTotals(file, settings, call);
  return as("wide", "");
}

/** Whether the rows of a table begin with days, and not with names that begin as days do ("20-01-24 expiry"). */
async function beginsWithDays(file: CsvFile, settings: ImportSettings, call?: CallContext): Promise<boolean> {
  const [texts = []] = await sampleColumns(file, [0], sampleRows, settings, call);
  const filled = texts.filter((text) => text.trim() !== "");
  const areCounted =
    /dat|time|day/i.test(file.header[0] ?? "") && filled.every((text) => countedDay.test(text));
  return filled.length > 0 && (areCounted || detectDateFormat(filled).patterns.length > 0);
}

/** So many columns and rows show whether cells are running totals. */
const [lookedColumns, lookedRows] = [64, 60];

/** Throws Problem when nearly all columns look like running totals or prices: only a user can say what they are. */
async function askAboutTotals(file: CsvFile, settings: ImportSettings, call?: CallContext): Promise<void> {
  const { header, opened, source } = file;
  checkSaid(settings.dialect, source.path);
  const roles = assignRoles(
    header.slice(0, lookedColumns * 3),
    presetMappings.find(({ name }) => name === "enhanced") ?? { columns: {}, force: {} },
  );
  const all = roles.flatMap(({ role }, at) => (role === "strategy" ? [at] : [])).slice(0, lookedColumns);
  const rowCount = Math.min(lookedRows, opened.rowCount);
  if (all.length === 0) return;
  // How its numbers are written is not known yet: texts are read by the style that they show, and what they leave open is asked
  // later.
  const sampled = await sampleColumns(file, all, rowCount, settings, call);
  // Days of entries and exits beside the amounts show no style of numbers.
  const isDays = sampled.map((cells) => areAll(cells, startsWithDate));
  const columns = all.filter((_, at) => !isDays[at]);
  const texts = sampled.filter((_, at) => !isDays[at]);
  const names = columns.map((at) => header[at] ?? "");
  askAboutReturns(source.path, names, texts[0] ?? []);
  if (rowCount < 4) return;
  const evidence = new Evidence();
  for (const [at, cells] of texts.entries()) for (const cell of cells) evidence.add(cell, at);
  const { style } = decideStyle(evidence, settings.dialect, file.dialect.delimiter, settings.before?.numbers);
  if (style === null) return;
  const series = texts.map((cells) => cells.map((cell) => readNumber(cell, style) ?? Number.NaN));
  if (!looksLikeTotals(series)) return;
  const shown = Math.max(0, series.findIndex(isNoPnl));
  const name = header[columns[shown] ?? 0] ?? "";
  const values = (series[shown] ?? []).slice(0, 3).map(String);
  throw new Problem(
    "bad-input",
    `${source.path}: its columns look like running totals, account values or prices, not like daily P&L; "${name}" begins with ${values.join(", ")}.`,
    {
      file: source.path,
      column: name,
      remedy:
        "Say what they are: --shape equity or prices takes the differences, --shape wide takes the cells as they are.",
      question: {
        cells: values,
        answers: [
          {
            label: "Running totals or account values: take the differences",
            say: { layout: { shape: "equity" } },
          },
          { label: "Prices: take the differences", say: { layout: { shape: "prices" } } },
          {
            label: "Daily P&L: take the cells as they are",
            // Or it would be asked again, column by column.
            say: { layout: { shape: "wide" }, policies: { oddColumns: "keep" } },
          },
        ],
      },
    },
  );
}

let counter = 0;

/** What is known of a wide table when it was written. */
type MadeTable = Pick<Reshaped, "roles" | "dates" | "numbers" | "money" | "rejects"> &
  Pick<SourceLayout, "unit">;

/** The wide table of a file of running totals, prices or returns, or of one on its side. */
async function reshape(
  file: CsvFile,
  decided: Decided,
  { home, options, settings, folder }: ShapeOptions,
  call?: CallContext,
): Promise<CsvFile> {
  const { shape, because, layout } = decided;
  const target = join(await folder(), `wide-${counter++}.csv`);
  const sha256 = file.source.sha256 ?? file.opened.sha256;
  const source = { ...file.source, textPath: target, sha256 };
  const rule = { ...layout, shape };
  const made = (
    { unit, roles, dates, numbers, money, rejects }: MadeTable,
    findings: CsvFile["findings"],
  ) => ({
    findings: [...file.findings, ...findings],
    skippedLines: file.skippedLines,
    mapping: decided.mapping,
    reshaped: {
      ...{ roles, dates, numbers, money, rejects },
      shape,
      because,
      rule: unit ? { ...rule, unit } : rule,
      columns: file.header,
      rows: file.opened.rowCount,
    },
  });
  if (shape === "transposed") {
    const turned = await writeTransposed(file, target, settings, call);
    return openMade(source, made(turned, turned.findings), settings, call);
  }
  const mapping = await resolveMapping(home, file.header, options);
  const roles = assignRoles(file.header, mapping).map(({ role }) => role);
  if (!roles.includes("date")) {
    throw new Problem("bad-input", `${file.source.path} has no Date column.`, {
      file: file.source.path,
      line: 1,
      remedy: "Say which column holds the dates (--force 'COLUMN=date').",
    });
  }
  const running = {
    file,
    shape: shape as "equity" | "prices" | "returns",
    roles,
    layout,
    settings,
    target,
  };
  const written = await writeRunning(running, call);
  const dates = {
    table: written.dateFormat,
    file: { format: written.dateFormat, because: written.dateBecause },
  };
  return openMade(source, made({ ...written, dates }, written.findings), settings, call);
}
