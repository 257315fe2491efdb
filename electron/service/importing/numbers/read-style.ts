import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { type CsvRows, csvRejectReasons, csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import { startsWithDate } from "../dates/day-at-start.ts";
import type { ImportSettings } from "../import-settings.ts";
import { ReadAgain } from "../read-again.ts";
import type { CsvFile } from "../source/open-csv.ts";
import { Evidence } from "./evidence.ts";
import { decideStyle, type NumberQuestion } from "./number-style.ts";
import { type NumberStyle, readNumber } from "./number-text.ts";

/** Cells looked at before any is read: enough to see a notation, few enough to cost nothing. */
const sampledRows = 24;
const pieceRows = 4;
const sampledCells = 20_000;

interface SampledCell {
  readonly text: string;
  readonly column: number;
}

/** Some cells of some columns, from rows all over the file; each piece shows other columns when there are many. */
async function sampleCells(
  file: CsvFile,
  columns: readonly number[],
  threads: number,
  call?: CallContext,
): Promise<SampledCell[]> {
  const { rowCount, handle } = file.opened;
  const rows = Math.min(sampledRows, rowCount);
  const stride = Math.max(1, Math.ceil((rows * columns.length) / sampledCells));
  const pieces = Math.ceil(rows / pieceRows);
  const read = async (piece: number): Promise<SampledCell[]> => {
    const count = Math.min(pieceRows, rows - piece * pieceRows);
    const firstRow = pieces === 1 ? 0 : Math.floor((piece * (rowCount - count)) / (pieces - 1));
    const shown: number[] = [];
    for (let place = (stride - (piece % stride)) % stride; place < columns.length; place += stride)
      shown.push(columns[place] as number);
    const roles = new Uint8Array(file.header.length);
    for (const column of shown) roles[column] = csvRole.text;
    const out = new Float64Array(0);
    const request = {
      handle,
      roles,
      firstRow,
      rowCount: count,
      out,
      rejectLimit: 0,
      threads,
      stopEarly: true,
    };
    const { text } = await withControl((control) => loadAddon().csvReadRows(request, control), call);
    return shown.flatMap((column, place) => (text[place] ?? []).map((one) => ({ column, text: one })));
  };
  return (await Promise.all(Array.from({ length: pieces }, (_, piece) => read(piece)))).flat();
}

/** The cells without those of columns of dates, which are told of as texts later and show no notation of numbers. */
function withoutDates(cells: readonly SampledCell[]): readonly SampledCell[] {
  const others = new Set<number>();
  for (const { column, text } of cells)
    if (!others.has(column) && text.trim() !== "" && !startsWithDate.test(text)) others.add(column);
  return cells.filter(({ column, text }) => others.has(column) || text.trim() === "");
}

/** How the numbers of some columns are written, as far as a look all over the file tells. Throws Problem when that is open. */
export async function findNumberStyle(
  file: CsvFile,
  columns: readonly number[],
  settings: ImportSettings,
  call?: CallContext,
): Promise<{ style: NumberStyle; sample: NumberSample }> {
  const { dialect, threads, learned, before } = settings;
  const path = file.source.path;
  checkSaid(dialect, path);
  const cells = withoutDates(await sampleCells(file, columns, threads, call));
  const known = learned.get(path)?.numbers;
  if (known) return { style: known, sample: new NumberSample(cells, known, true) };
  const evidence = new Evidence();
  for (const { text, column } of cells) evidence.add(text, column);
  const { style, question } = decideStyle(evidence, dialect, file.dialect.delimiter, before?.numbers);
  if (question) throw questionProblem(question, path);
  return { style, sample: new NumberSample(cells, style, false) };
}

/** Throws Problem when one sign is said to be both. */
export function checkSaid({ decimal, thousands }: ImportSettings["dialect"], file: string): void {
  if (decimal === "auto" || thousands !== decimal) return;
  throw new Problem(
    "bad-request",
    `The ${decimal} cannot be decimal sign and thousands separator of ${file}.`,
    {
      file,
      remedy: "Say another decimal sign (--decimal) or thousands separator (--thousands).",
    },
  );
}

function questionProblem({ what, cells, remedy, answers }: NumberQuestion, file: string): Problem {
  const shown = cells.map((cell) => `"${cell.slice(0, 40)}"`).join(", ");
  return new Problem("bad-input", `${file}: numbers such as ${shown} ${what}.`, {
    file,
    remedy,
    question: { cells: [...cells], answers: [...answers] },
  });
}

const reasons = {
  text: csvRejectReasons.indexOf("text"),
  thousands: csvRejectReasons.indexOf("thousands"),
  infinite: csvRejectReasons.indexOf("infinite"),
  extra: csvRejectReasons.indexOf("extra-cell"),
};

/** What reading the cells of a file showed of how its numbers are written, beside the sample that the style came from. */
export class NumberSample {
  private readonly sample: readonly SampledCell[];
  private readonly style: NumberStyle;
  private readonly isSecond: boolean;
  private unread = new Map<number, Map<string, number>>();
  private blanks = new Map<number, number>();
  private cells = 0;

  constructor(sample: readonly SampledCell[], style: NumberStyle, isSecond: boolean) {
    this.sample = sample;
    this.style = style;
    this.isSecond = isSecond;
  }

  /** What is to be said of numbers in a notation that was found and not declared. */
  findings(): Finding[] {
    if (!this.style.accounting) return [];
    const evidence = new Evidence();
    for (const { text, column } of this.sample) evidence.add(text, column);
    const forms = evidence.forms().filter(({ marks }) => marks !== "");
    const marks = [...new Set(forms.flatMap((form) => form.marks.split(", ")))];
    const count = forms.reduce((sum, form) => sum + form.count, 0);
    const examples = forms
      .flatMap((form) => form.examples)
      .slice(0, 3)
      .map((text) => `${text} = ${readNumber(text, this.style)}`);
    if (count === 0) return [];
    const message = `numbers are written in a notation (${marks.join(", ")}) and were read so`;
    return [{ kind: "notation", count, message, examples }];
  }

  /** What the cells say that they are in: a percent sign, or that of a currency; "" where they say nothing. */
  unit(): string {
    if (!this.style.accounting) return "";
    const evidence = new Evidence();
    for (const { text, column } of this.sample) evidence.add(text, column);
    const forms = evidence.forms();
    const units = new Set(
      forms.map(({ marks, currency }) => (marks.includes("percent") ? "%" : currency)).filter(Boolean),
    );
    const [unit = ""] = units;
    return units.size === 1 ? unit.toUpperCase() : "";
  }

  /** Before all cells are read (again). */
  begin(): void {
    this.unread = new Map();
    this.blanks = new Map();
    this.cells = 0;
  }

  /** The next rows: how many cells they have, and those that were not taken as written. */
  add(cells: number, read: CsvRows): void {
    this.cells += cells;
    const { rejectReason, rejectColumn, rejectText } = read;
    for (let index = 0; index < rejectReason.length; index++) {
      const reason = rejectReason[index];
      const column = rejectColumn[index] ?? 0;
      if (reason === reasons.extra) continue;
      if (reason !== reasons.text && reason !== reasons.thousands) {
        if (reason !== reasons.infinite) this.blanks.set(column, (this.blanks.get(column) ?? 0) + 1);
        continue;
      }
      const own = this.unread.get(column) ?? new Map<string, number>();
      this.unread.set(column, own);
      const text = rejectText[index] ?? "";
      own.set(text, (own.get(text) ?? 0) + 1);
    }
  }

  /**
   * Looks whether the style was the right one after all cells of a file were read. Throws ReadAgain when another one reads
   * them, Problem when cells that are a notation are not understood. `rows` is how many rows each column has.
   */
  judge(file: CsvFile, rows: number, { dialect, before }: ImportSettings): void {
    if (this.unread.size === 0) return;
    const evidence = new Evidence();
    const weight = Math.max(1, this.cells / Math.max(1, this.sample.length));
    for (const { text } of this.sample)
      if (readNumber(text, this.style) !== null) evidence.add(text, -1, weight);
    let blanks = 0;
    for (const [column, count] of this.blanks) blanks += this.unread.has(column) ? 0 : count;
    for (const [column, texts] of this.unread) {
      let count = 0;
      for (const [text, cells] of texts) {
        evidence.add(text, column, cells);
        count += cells;
      }
      const blank = this.blanks.get(column) ?? 0;
      blanks += blank;
      evidence.addFilled(column, Math.max(0, rows - blank - count));
    }
    evidence.filled = Math.max(1, this.cells - blanks);
    const { style, question } = decideStyle(evidence, dialect, file.dialect.delimiter, before?.numbers);
    if (question) throw questionProblem(question, file.source.path);
    const isSame = (Object.keys(style) as (keyof NumberStyle)[]).every(
      (key) => style[key] === this.style[key] || (key === "decimal" && style.decimal === ""),
    );
    if (isSame || this.isSecond) return;
    throw new ReadAgain(file.source.path, { numbers: style });
  }
}
