import type { FigureDefinitions } from "../../analysis/metrics/basis.ts";
import type { Inversion } from "../../analysis/ulta/decide.ts";
import type { ErrorLogEntry } from "../legacy-text.ts";

/** A portfolio of a zone run with the series that its figures come from. */
export interface ZoneRunPortfolio {
  /** Code of the algorithm: "sa". */
  readonly algorithm: string;
  readonly fitness: number;
  /** Names as they are printed. */
  readonly strategies: readonly string[];
  /** Currency, one value per date. */
  readonly pnl: Float64Array;
  readonly dates: readonly string[];
  /** What the figures follow; absent = the replaced system. */
  readonly definitions?: FigureDefinitions | undefined;
}

/** A portfolio over the weighted zones. */
export interface OverallPortfolio extends ZoneRunPortfolio {
  /** What its members earn in each zone, by name of the zone: one value per date. */
  readonly inZones: ReadonlyMap<string, Float64Array>;
}

interface ZoneRunZone extends ZoneRunPortfolio {
  readonly zone: string;
  readonly finishedAt: Date;
  readonly inversions: readonly Inversion[];
}

/** Shares of a combined portfolio, one line of the combinations' table each. */
export interface ZoneRunShare {
  readonly combination: string;
  readonly zone: string;
  readonly zoneWeight: number;
  readonly strategy: string;
  readonly weight: number;
}

/** Everything the result folder of a zone run is made from. */
export interface LegacyZoneRun {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** The best portfolio of each zone, in the order of their names. */
  readonly zones: readonly ZoneRunZone[];
  /** Every algorithm and size over the weighted zones. */
  readonly overall: readonly OverallPortfolio[];
  readonly shares: readonly ZoneRunShare[];
  /** Pearson correlation of the zones' daily series, row-major. */
  readonly correlation: Float64Array;
  readonly errors: readonly ErrorLogEntry[];
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The name of a zone in that of a file: what none may hold becomes "_". */
export const zoneName = (zone: string): string => zone.replace(/[\\/:*?"<>|]/g, "_");

/** {zone}_{ddMonYYYYHHMMSS} in local time, English month. */
export function zoneFileName(zone: string, time: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join("");
  const day = `${two(time.getDate())}${months[time.getMonth()]}${time.getFullYear()}`;
  return `${zoneName(zone)}_${day}${clock}`;
}
