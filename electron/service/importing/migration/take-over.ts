/**
 * Result folders of the replaced system: their portfolios and runs are kept as ours are, marked, and compared with their files.
 */
import { createHash } from "node:crypto";
import { basename, resolve } from "node:path";
import { type FoundBy, foundBy, foundByTable } from "../../../contract/algorithms.ts";
import type { KeptSearch } from "../../../contract/kept-search.ts";
import type { ResultOf } from "../../../contract/method.ts";
import type { datasetTakeOver } from "../../../contract/methods/dataset.ts";
import { validateLegacy } from "../../../contract/methods/validate.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import { type ViewRequest, viewRequest } from "../../../contract/view.ts";
import { totalAndFall } from "../../analysis/series/curves.ts";
import { portfolioPnl } from "../../analysis/series/portfolio.ts";
import { executionSummaryOf } from "../../analysis/validation/algorithm-files.ts";
import { nameFinder } from "../../analysis/validation/comparison.ts";
import { validateFiles } from "../../analysis/validation/legacy.ts";
import {
  parseBestPortfolio,
  parseZonePortfolio,
  type ResultFile,
  readResultFiles,
} from "../../analysis/validation/result-files.ts";
import type { AnalysisView } from "../../analysis/view/analysis-view.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { writePortfolio } from "../../portfolios/portfolio-files.ts";

type Taken = ResultOf<typeof datasetTakeOver>["runs"][number];
type TakenPortfolio = NonNullable<KeptSearch["takenOver"]>["portfolios"][number];

/** A portfolio as a file lists it: by names, or by places among the strategies of the source. */
interface Listed {
  readonly file: string;
  readonly method: string;
  readonly fitness: number;
  readonly rows: string;
  readonly strategies: readonly (string | number)[];
}

/** Takes one folder over; the same folder with the same files is taken over once. */
export async function takeOver(
  dataset: string,
  path: string,
  context: ServiceContext,
  call: CallContext,
): Promise<Taken> {
  const folder = resolve(path);
  const files = await readResultFiles(folder);
  const listed = [...files].flatMap(([name, file]) => listedIn(name, file));
  if (listed.length === 0) {
    throw new Problem("bad-input", `${folder} has no portfolios of the replaced system.`, {
      file: folder,
      remedy: "Give a run folder: one with best_portfolio texts or an execution_summary.",
    });
  }
  const seal = createHash("sha256").update(dataset);
  for (const [name, { text }] of files) seal.update(name).update(text);
  const digest = seal.digest("hex");
  const id = `${dataset}-taken-${digest.slice(0, 12)}`;
  const known = await context.searches.takenOver(id);
  if (known) {
    const { portfolios, compared, agreeing } = known;
    return { folder, id, portfolios: portfolios.length, known: true, compared, agreeing, skipped: [] };
  }
  const isInverted = listed.some(({ strategies }) => strategies.some((one) => String(one).endsWith("_inv")));
  const ulta = { kind: isInverted ? ("sum" as const) : ("off" as const) };
  const request = validateLegacy.request.parse({ dataset, path: folder, ulta, ultaSkipsFirst: isInverted });
  return withView(viewRequest.parse(request), context, call, async (opened) => {
    const { view } = opened;
    const found = await validateFiles(files, request, opened, context, call);
    const compared = found.files.reduce((sum, file) => sum + file.compared, 0);
    const agreeing = found.files.reduce((sum, file) => sum + file.agreeing, 0);
    const skipped: Taken["skipped"] = [];
    const portfolios: TakenPortfolio[] = [];
    for (const [place, one] of listed.entries()) {
      const skip = (reason: string) => skipped.push({ file: one.file, reason });
      const own = ownRows(one, request, isInverted);
      const taken = await withView(own, context, call, async (on) =>
        takenOf(one, on.view, uuidOf(digest, place), skip),
      );
      // A run's best portfolio has a file of its own and stands in the run's summary as well.
      portfolios.push(...taken.filter((other) => !portfolios.some((known) => isSame(known, other))));
    }
    const run = { folder, portfolios, compared, agreeing };
    const at = timeOf(folder, [...files.keys()]);
    const { version } = view.manifest;
    const kept = {
      id,
      name: `Taken over: ${basename(folder)}`,
      dataset,
      version,
      startedAt: at,
      takenOver: run,
    };
    if (portfolios.length > 0) {
      // The run last: where it is there, its portfolios are. What is killed between comes to the same files the next time.
      await keepPortfolios(dataset, portfolios, folder, at, context);
      await context.searches.takeOver({ ...kept, headline: headlineOf(run) });
    }
    return { folder, id, portfolios: portfolios.length, known: false, compared, agreeing, skipped };
  });
}

/** Every portfolio of a file of the replaced system; none of any other file. */
function listedIn(file: string, { text, json }: ResultFile): Listed[] {
  const zone = parseZonePortfolio(text);
  if (zone) {
    const method = /^Method: (\w+)/m.exec(text)?.[1] ?? "";
    const fitness = zone.figures.Fitness ?? Number.NaN;
    return [{ file, method, fitness, rows: zone.zone, strategies: zone.strategies }];
  }
  const best = parseBestPortfolio(text);
  if (best) {
    const { method, fitness, strategies, overZones } = best;
    return [{ file, method, fitness, rows: overZones ? "weighted zones" : "all rows", strategies }];
  }
  // The best one is named among the algorithms before.
  const all = executionSummaryOf(json)?.slice(0, -1) ?? [];
  return all.map(({ item, fitness, indices }) => ({
    file,
    method: item,
    fitness,
    rows: "all rows",
    strategies: indices,
  }));
}

/**
 * The rows that a portfolio was chosen on: the replaced system inverted strategies zone by zone, and none over weighted zones.
 */
function ownRows({ rows }: Listed, request: ViewRequest, isInverted: boolean): ViewRequest {
  const view = viewRequest.parse(request);
  if (rows === "all rows") return view;
  if (rows === "weighted zones")
    return { ...view, ulta: { kind: "off" }, rows: { kind: "weighted-zones", weights: {} } };
  return { ...view, ulta: { kind: isInverted ? "sum" : "off" }, rows: { kind: "zone", zone: rows } };
}

function takenOf(
  { method, fitness, rows, strategies }: Listed,
  view: AnalysisView,
  portfolio: string,
  skip: (reason: string) => void,
): TakenPortfolio[] {
  const find = nameFinder(view);
  const columns = strategies.map((one) => (typeof one === "number" ? view.source.indexOf(one) : find(one)));
  const missing = strategies.filter((_, k) => columns[k] === undefined || columns[k] === -1);
  if (missing.length > 0 || columns.length === 0) {
    skip(missing.length > 0 ? `the dataset has no strategy ${missing[0]}` : "it lists no members");
    return [];
  }
  const ascending = Uint32Array.from(columns as number[]).sort();
  const { total, fall } = totalAndFall(portfolioPnl(view.matrix, ascending), false);
  const members = Array.from(ascending, (column) => view.strategies[column] as string);
  return [
    { algorithm: algorithmOf(method), rows, fitness, roi: total, max_drawdown: fall, members, portfolio },
  ];
}

const isSame = (one: TakenPortfolio, other: TakenPortfolio): boolean =>
  one.algorithm === other.algorithm &&
  one.rows === other.rows &&
  one.members.join("\n") === other.members.join("\n");

/** "SA" and "simulated_annealing" are one. */
function algorithmOf(method: string): FoundBy | null {
  const id = method.toLowerCase();
  return foundBy.options.find((one) => one === id || foundByTable[one].longName === id) ?? null;
}

/** What a list says of the run: its portfolio of highest fitness. */
function headlineOf({ portfolios, compared, agreeing }: NonNullable<KeptSearch["takenOver"]>) {
  const [best] = portfolios.toSorted((a, b) => b.fitness - a.fitness);
  return {
    size: best?.members.length ?? 0,
    verdict: null,
    sentence: `Of the replaced system: ${countOf(portfolios.length, "portfolio")}, ${agreeing} of ${compared} figures computed again agree.`,
    expected: null,
    roi: best?.roi ?? null,
    max_drawdown: best?.max_drawdown ?? null,
    rows: null,
    files: 0,
    seconds: 0,
  };
}

async function keepPortfolios(
  dataset: string,
  portfolios: readonly TakenPortfolio[],
  folder: string,
  createdAt: string,
  { home, emit }: ServiceContext,
): Promise<void> {
  for (const { algorithm, rows, fitness, members, portfolio: id } of portfolios) {
    const where = rows === "all rows" ? "" : `, ${rows}`;
    await writePortfolio(home, {
      id,
      name: `${algorithm?.toUpperCase() ?? "Portfolio"}, ${members.length}${where} (${basename(folder)})`,
      dataset,
      members,
      weights: null,
      createdAt,
      origin: null,
      expected: null,
      takenOver: folder,
      found: algorithm === null ? null : { algorithm, fitness, seed: null, luck: null },
    });
  }
  emit({ kind: "portfolios-changed" });
}

/** When a run was, from the stamp in its folder's or a file's name: "run_20250726_163251". */
function timeOf(folder: string, files: readonly string[]): string {
  for (const name of [basename(folder), ...files]) {
    const [, day, time] = /(\d{8})_(\d{6})/.exec(name) ?? [];
    if (day === undefined || time === undefined) continue;
    const text = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}Z`;
    if (!Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  }
  return new Date().toISOString();
}

/** The same id for the same portfolio of the same files (UUID of version 8, RFC 9562). */
function uuidOf(digest: string, place: number): string {
  const hex = createHash("sha256").update(`${digest} ${place}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
