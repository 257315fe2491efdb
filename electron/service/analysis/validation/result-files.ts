import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type Profile, profile } from "../../../contract/metrics.ts";
import { Problem } from "../../../contract/problem.ts";
import { type LegacyMetric, legacyMetrics } from "../../legacy-metrics.ts";

/** Larger files are no results of the replaced system. */
const mostBytes = 256 * 2 ** 20;

/** A file as it was read. */
export interface ResultFile {
  readonly text: string;
  /** What a .json file holds; undefined for any other, and for one that holds something else. */
  readonly json: unknown;
}

/** A result file, or the .csv, .txt and .json files of a run folder, by name in order. Throws Problem. */
export async function readResultFiles(path: string): Promise<Map<string, ResultFile>> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    const names = isFolder
      ? (await readdir(path)).filter((name) => /\.(csv|txt|json)$/i.test(name)).sort()
      : [basename(path)];
    const files = new Map<string, ResultFile>();
    for (const name of names) {
      const file = isFolder ? join(path, name) : path;
      const { size } = await stat(file);
      if (size > mostBytes)
        throw new Problem("bad-input", `${file} is too large for a result file.`, { file });
      const text = await readFile(file, "utf8");
      files.set(name, { text, json: /\.json$/i.test(name) ? parsedJson(text) : undefined });
    }
    return files;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === "ENOENT"
      ? new Problem("not-found", `There is no file or folder ${path}.`, { file: path })
      : new Problem("unreadable", `${path} cannot be read: ${message}`, { file: path });
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The metric that a run's summary names; ratio where there is no summary. */
export function metricOfSummary(files: ReadonlyMap<string, ResultFile>): LegacyMetric {
  const summary = [...files].find(([file]) => file.startsWith("optimization_summary"))?.[1].text ?? "";
  const named = /^- Metric: (.*?)\s*$/m.exec(summary)?.[1] ?? "ratio";
  return legacyMetrics.get(named) ?? "ratio";
}

/** What a best_portfolio text says. */
export interface PrintedPortfolio {
  readonly fitness: number;
  readonly strategies: readonly string[];
  /** "total_roi" and so on. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Over weighted zones: the same strategies in every zone. */
  readonly overZones: boolean;
  /** "SA"; "" where the text does not say it. */
  readonly method: string;
  /** Whose definitions the metrics follow. */
  readonly profile: Profile;
}

/** The profile that a text names: the replaced system's names none. */
const profileIn = (text: string): Profile =>
  profile.safeParse(/^profile: (\w+)\r?$/im.exec(text)?.[1]).data ?? "legacy";

/** Reads best_portfolio_size{n}_{run}.txt or {method}_zone_portfolio_size{n}_{run}.txt; null for any other text. */
export function parseBestPortfolio(text: string): PrintedPortfolio | null {
  const overZones = /^[A-Z]+ Zone Portfolio \(Size \d+\)/.test(text);
  if (!overZones && !/^Best Portfolio \(Size \d+\)/.test(text)) return null;
  const lines = text.split(/\r?\n/);
  const pairs = lines.flatMap((line) => {
    const match = /^([a-z_]+|Fitness): (\S+)$/.exec(line);
    return match ? [[match[1] as string, legacyNumber(match[2] as string)] as const] : [];
  });
  const { Fitness: fitness = Number.NaN, ...metrics } = Object.fromEntries(pairs);
  const strategies = lines.flatMap((line) => /^\d+\. (.*)$/.exec(line)?.[1] ?? []);
  const method = /^Best Portfolio \(Size \d+\) - Method: (\w+)|^([A-Z]+) Zone Portfolio/.exec(text);
  return {
    fitness,
    strategies,
    metrics,
    overZones,
    method: method?.[1] ?? method?.[2] ?? "",
    profile: profileIn(text),
  };
}

/** What a zone's best_portfolio text says; figures are rounded as printed, the win percentage is in percent. */
export interface PrintedZonePortfolio {
  readonly zone: string;
  readonly strategies: readonly string[];
  /** "Fitness", "Net Profit" and so on. */
  readonly figures: Readonly<Record<string, number>>;
  readonly profile: Profile;
}

/** Reads best_portfolio_zone_{zone}_{stamp}.txt; null when the text is something else. */
export function parseZonePortfolio(text: string): PrintedZonePortfolio | null {
  const zone = /^Best Portfolio Summary for Zone (.*):\r?\n/.exec(text)?.[1];
  if (zone === undefined) return null;
  const lines = text.split(/\r?\n/);
  const figures = lines.flatMap((line) => {
    const match = /^([A-Z][A-Za-z ]*): (-?[\d.]+|-?inf|nan)%?$/.exec(line);
    return match ? [[match[1] as string, legacyNumber(match[2] as string)] as const] : [];
  });
  const strategies = lines.flatMap((line) => /^\d+\. (.*)$/.exec(line)?.[1] ?? []);
  return { zone, strategies, figures: Object.fromEntries(figures), profile: profileIn(text) };
}

export interface NamedRow {
  readonly name: string;
  readonly cells: readonly string[];
}

/** Name and figures of a CSV row; a quoted name may hold commas. */
export function splitNamedRow(line: string, figureCount: number): NamedRow {
  const cells = line.split(",");
  const name = cells.slice(0, cells.length - figureCount).join(",");
  const plain = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
  return { name: plain, cells: cells.slice(-figureCount) };
}

/** A number as Python prints it: "inf", "nan" and the empty cell of a CSV included. NaN for anything else. */
export function legacyNumber(text: string): number {
  const plain = text.trim().toLowerCase();
  if (plain === "inf" || plain === "infinity") return Number.POSITIVE_INFINITY;
  if (plain === "-inf" || plain === "-infinity") return Number.NEGATIVE_INFINITY;
  return plain === "" ? Number.NaN : Number(plain);
}
