import type { MetricBasis, MetricOptions } from "../../../contract/metric-basis.ts";
import type { Profile } from "../../../contract/metrics.ts";
import { countOf } from "../../../contract/text.ts";
import type { NativeMetricConfig } from "../../engine/addon/figures.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import type { Settings } from "../../settings/settings.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { cellQualityOf } from "../view/cell-quality.ts";

/** Observations a year: what the replaced system used, and what is used where a single date says nothing. */
export const tradingDays = 252;

/**
 * Decides the definitions of a set of figures: request, then settings, then profile, then the dates. `columns` are those
 * that the figures are of; all when left out.
 */
export function metricBasis(
  options: MetricOptions,
  settings: Settings,
  view: AnalysisView,
  columns?: Uint32Array,
): MetricBasis {
  const dates = view.observations.map((one) => one.date);
  const definitions = definitionsOf(options, settings, dates);
  const sorted = [...dates].sort();
  return {
    ...definitions,
    ddof: definitions.profile === "legacy" ? 0 : 1,
    money: view.manifest.money ?? settings.get("analysis.currency"),
    warnings: annualisationWarnings(dates, definitions.annualisation),
    observations: dates.length,
    allObservations: view.manifest.observations,
    firstDate: sorted[0] ?? "",
    lastDate: sorted.at(-1) ?? "",
    rejects: view.manifest.rejects,
    ...cellQualityOf(view, columns),
  };
}

/** What the engine has to know of a basis. */
export type FigureDefinitions = Pick<
  MetricBasis,
  "profile" | "annualisation" | "riskFree" | "mar" | "capital"
>;

/** The definitions of figures of rows with these dates, see metricBasis. */
export function definitionsOf(
  options: MetricOptions,
  settings: Settings,
  dates: readonly string[],
): FigureDefinitions & Pick<MetricBasis, "annualisationFrom"> {
  const profile = profileOf(options, settings);
  const capital = options.capital ?? settings.get("analysis.capital");
  const annualisation = annualisationOf(options, settings, profile, dates);
  const ratePerYear = options.riskFree ?? settings.get("analysis.risk_free_rate");
  return {
    profile,
    ...annualisation,
    // A rate is a fraction of capital: without capital it has no meaning in currency.
    riskFree: (ratePerYear * capital) / annualisation.annualisation,
    mar: options.mar ?? settings.get("analysis.minimum_acceptable_return"),
    capital,
  };
}

/** The profile of a request: its own, else the one in the settings, which is the same for figures, groups and searches. */
export function profileOf(options: Pick<MetricOptions, "profile">, settings: Settings): Profile {
  return options.profile ?? settings.get("analysis.profile");
}

/** Observations a year: request, then settings, then 252 in the legacy profile, then from the dates. */
export function annualisationOf(
  options: Pick<MetricOptions, "annualisation">,
  settings: Settings,
  profile: Profile,
  dates: readonly string[],
): Pick<MetricBasis, "annualisation" | "annualisationFrom"> {
  if (options.annualisation !== undefined) {
    return { annualisation: options.annualisation, annualisationFrom: "request" };
  }
  const set = settings.get("analysis.annualisation");
  if (set > 0) return { annualisation: set, annualisationFrom: "setting" };
  if (profile === "legacy") return { annualisation: tradingDays, annualisationFrom: "profile" };
  const inferred = inferAnnualisation(dates);
  return inferred === null
    ? { annualisation: tradingDays, annualisationFrom: "too-few-dates" }
    : { annualisation: inferred, annualisationFrom: "dates" };
}

const millisecondsPerDay = 24 * 3600 * 1000;
const daysPerYear = 365.25;

/** Dates a year by the days between two of them: nothing else is as usual, so what is near is taken as it. */
const rhythms = [
  { from: 5, to: 9, perYear: 52 },
  { from: 26, to: 33, perYear: 12 },
] as const;

/** Days between one date and the next; ascending. */
function intervals(distinct: readonly string[]): number[] {
  const days = distinct.map((date) => Date.parse(date) / millisecondsPerDay);
  return days
    .slice(1)
    .map((day, k) => day - (days[k] as number))
    .sort((a, b) => a - b);
}

/**
 * Observations a year from their ISO dates: by the median interval between dates, so that a pause or a stray date changes
 * nothing, snapped to 365 (weekends are there), 261 or 252 (weekdays; the latter where holidays are missing), 52 or 12;
 * times the observations per date. Null with fewer than two dates, when nothing can be inferred.
 */
export function inferAnnualisation(dates: readonly string[]): number | null {
  const distinct = [...new Set(dates)].sort();
  const between = intervals(distinct);
  const median = between[between.length >> 1];
  if (median === undefined) return null;
  const rhythm = rhythms.find(({ from, to }) => median >= from && median <= to);
  const perYear = rhythm?.perYear ?? (median === 1 ? dailyRhythm(distinct) : daysPerYear / median);
  return perYear * (dates.length / distinct.length);
}

/** Fewest weekdays of a hundred that are there where no holidays are left out: 261 a year against 252. */
const withHolidays = 98.5;

function dailyRhythm(distinct: readonly string[]): 365 | 261 | 252 {
  const weekdays = distinct.map((date) => new Date(date).getUTCDay());
  const weekend = weekdays.filter((day) => day === 0 || day === 6).length;
  // A special session on a Saturday is no weekend that is traded.
  if (weekend > distinct.length / 10) return 365;
  const span =
    (Date.parse(distinct.at(-1) as string) - Date.parse(distinct[0] as string)) / millisecondsPerDay + 1;
  return (100 * distinct.length) / ((span * 5) / 7) < withHolidays ? 252 : 261;
}

/** What to know of an annualised figure: dates with holes, and records of under a quarter of a year. */
export function annualisationWarnings(dates: readonly string[], annualisation: number): string[] {
  const distinct = [...new Set(dates)].sort();
  const between = intervals(distinct);
  const mean = between.reduce((sum, one) => sum + one, 0) / between.length;
  const median = between[between.length >> 1] ?? 0;
  return [
    ...(mean > 2 * median
      ? [
          "The dates have long pauses: the rows are annualised by the usual interval between two, not by the time they span.",
        ]
      : []),
    ...shortRecord(dates.length, annualisation),
  ];
}

/** Under a quarter of a year. */
export const isShortRecord = (rows: number, annualisation: number): boolean => rows < annualisation / 4;

/** Said beside every figure that so few rows are annualised to. */
export function shortRecord(rows: number, annualisation: number): string[] {
  return isShortRecord(rows, annualisation)
    ? [`Annualised from ${countOf(rows, "row")}, under a quarter of a year.`]
    : [];
}

/** The engine's form of a metric basis. */
export function nativeMetricConfig(basis: FigureDefinitions): NativeMetricConfig {
  return {
    profile: nativeIds.profile[basis.profile],
    annualisation: basis.annualisation,
    riskFree: basis.riskFree,
    mar: basis.mar,
    capital: basis.capital,
  };
}

/** The replaced system's definitions: 252 observations a year whatever the dates, no risk-free rate, no capital. */
export const legacyMetricConfig: NativeMetricConfig = {
  profile: nativeIds.profile.legacy,
  annualisation: tradingDays,
  riskFree: 0,
  mar: 0,
  capital: 0,
};
