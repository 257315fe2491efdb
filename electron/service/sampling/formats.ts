import { isoDate, type SampleDay } from "./calendar.ts";
import { stream } from "./counter-random.ts";
import { clockTime, tradingMinutes } from "./market.ts";
import type { SamplePlan } from "./plan.ts";
import type { SampleTable } from "./table.ts";

/** What a row is made from. */
export interface SampleRow {
  readonly row: number;
  readonly day: SampleDay;
  readonly plan: SamplePlan;
  readonly table: SampleTable;
  /** P&L in currency, one per strategy. */
  readonly values: Float64Array;
}

/** A file format of the sample generator. */
export interface SampleFormat {
  /** Rows of one day. */
  readonly zones: number;
  /** Weekly expiry days, or every business day. */
  readonly calendar: "weekly" | "business-days";
  /** Share of cells without a trade. */
  readonly zeroShare: number;
  readonly lineEnd: "\n" | "\r\n";
  names(plan: SamplePlan): readonly string[];
  /** Cells in front of the strategies. */
  readonly leading: readonly string[];
  leadingCells(row: SampleRow): readonly string[];
  cell(value: number): string;
}

/** Date,Day,<strategies>: one row per weekly expiry. Whole numbers carry ".0", as pandas writes them. */
export const legacyFormat: SampleFormat = {
  zones: 1,
  calendar: "weekly",
  zeroShare: 0.0009,
  lineEnd: "\n",
  names: (plan) => plan.names,
  leading: ["Date", "Day"],
  leadingCells: ({ day }) => [isoDate(day), day.weekday],
  cell: (value) => (Number.isInteger(value) ? value.toFixed(1) : String(value)),
};

/** Date,Zone,Day,<strategies>: four rows per day. A strategy that does not trade in a zone has 0 there. */
export const zonesFormat: SampleFormat = {
  ...legacyFormat,
  zones: 4,
  zeroShare: 0.35,
  leading: ["Date", "Zone", "Day"],
  leadingCells: ({ row, day }) => [isoDate(day), `Zone ${(row % 4) + 1}`, day.weekday],
};

/** Date,Day,market_regime,Regime_Confidence_%,<strategies>: the weekly rows with what the index did on the day. */
export const regimesFormat: SampleFormat = {
  ...legacyFormat,
  leading: ["Date", "Day", "market_regime", "Regime_Confidence_%"],
  leadingCells: (sampleRow) => [
    isoDate(sampleRow.day),
    sampleRow.day.weekday,
    dayRegimeOf(sampleRow),
    String(confidenceOf(sampleRow)),
  ],
};

/** Percent, a good part of it exactly 70, where thresholds lie. */
function confidenceOf({ row, plan }: SampleRow): number {
  const [first = 0, , , fourth = 0] = Array.from(
    plan.random.draw(stream.regimes, 0, row),
    (word) => word / 2 ** 32,
  );
  return fourth < 0.1 ? 70 : 52 + Math.floor(44 * first);
}

/** One of four, by where the index went on the day and by how volatile it was. */
function dayRegimeOf({ row, table }: SampleRow): string {
  const market = table.markets[0];
  const path = new Float64Array(tradingMinutes + 1);
  market?.path(row, path);
  const change = (path[tradingMinutes] ?? 0) - (path[0] ?? 0);
  const isWild = (market?.logVolatility[row] ?? 0) > 0.1;
  return `${change > 0 ? "Rising" : "Falling"}_${isWild ? "Wild" : "Calm"}`;
}

/** P&L in currency per percent of the margin that a strategy holds. */
const currencyPerPercent = 750;

const zoneLength = tradingMinutes / 4;

/**
 * The nine leading columns of the enhanced layout, dates as DD-MM-YYYY, confidence in percent (a good part of it
 * exactly 70, where thresholds lie), P&L in percent with six decimals.
 */
export const enhancedFormat: SampleFormat = {
  zones: 4,
  calendar: "business-days",
  zeroShare: 0.6,
  lineEnd: "\r\n",
  names: (plan) => plan.names.map((_, index) => `strategy_${index + 1}`),
  leading: [
    "Date",
    "start_time",
    "end_time",
    "day",
    "zone",
    "market_regime",
    "Regime_Confidence_%",
    "Market_regime_transition_threshold",
    "capital",
  ],
  leadingCells(sampleRow) {
    const { row, day, plan } = sampleRow;
    const [, second = 0, third = 0] = Array.from(
      plan.random.draw(stream.regimes, 0, row),
      (word) => word / 2 ** 32,
    );
    const start = Math.floor((row % 4) * zoneLength);
    const two = (value: number) => String(value).padStart(2, "0");
    return [
      `${two(day.day)}-${two(day.month)}-${day.year}`,
      clockTime(start + Math.floor(20 * second)),
      clockTime(Math.floor(start + zoneLength - 15 * third)),
      day.weekday,
      "ABCD"[row % 4] ?? "",
      regimeOf(sampleRow),
      String(confidenceOf(sampleRow)),
      (0.25 + 0.5 * second).toFixed(3),
      String(25_000 * (28 + Math.floor(142 * third))),
    ];
  },
  cell: (value) => (value === 0 ? "0" : String(Math.round((value / currencyPerPercent) * 1e6) / 1e6)),
};

/** Named after what the index did in the zone of the day, by direction and by the day's volatility. */
function regimeOf({ row, table }: SampleRow): string {
  const market = table.markets[0];
  const day = Math.floor(row / 4);
  const path = new Float64Array(tradingMinutes + 1);
  market?.path(day, path);
  const from = Math.floor((row % 4) * zoneLength);
  const change = (path[Math.floor(from + zoneLength)] ?? 0) - (path[from] ?? 0);
  const move = change / ((market?.pricedVolatility(day) ?? 1) * 0.5);
  const level = market?.logVolatility[day] ?? 0;
  if (move > 0.6) return level > 0.1 ? "Upward_Wild" : "Upward_Calm";
  if (move < -0.6) return level > 0.1 ? "Downward_Wild" : "Downward_Calm";
  return level > 0.1 ? "Range_Wide" : "Range_Tight";
}
