import type { MetricBasis, MetricOptions } from "../../../contract/metric-basis.ts";
import type { Profile } from "../../../contract/metrics.ts";
import type { NativeMetricConfig } from "../../engine/addon/figures.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import type { Settings } from "../../settings/settings.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { cellQualityOf } from "../view/cell-quality.ts";

/** What the replaced system used, and what is used where a single date says nothing. */
const tradingDays = 252;

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
  const profile = profileOf(options, settings);
  const dates = view.observations.map((one) => one.date);
  const capital = options.capital ?? settings.get("analysis.capital");
  const annualisation = annualisationOf(options, settings, profile, dates);
  const ratePerYear = options.riskFree ?? settings.get("analysis.risk_free_rate");
  const sorted = [...dates].sort();
  return {
    profile,
    ...annualisation,
    ddof: profile === "legacy" ? 0 : 1,
    // A rate is a fraction of capital: without capital it has no meaning in currency.
    riskFree: (ratePerYear * capital) / annualisation.annualisation,
    mar: options.mar ?? settings.get("analysis.minimum_acceptable_return"),
    capital,
    observations: dates.length,
    firstDate: sorted[0] ?? "",
    lastDate: sorted.at(-1) ?? "",
    rejects: view.manifest.rejects,
    ...cellQualityOf(view, columns),
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

const millisecondsPerYear = 365.25 * 24 * 3600 * 1000;

/**
 * Observations a year from their ISO dates: intervals over the years that they span, times the observations per date.
 * 82 weekly rows over 1.54 years give 52.5. Null with fewer than two dates, when nothing can be inferred.
 */
export function inferAnnualisation(dates: readonly string[]): number | null {
  const distinct = [...new Set(dates)].sort();
  const first = distinct[0];
  const last = distinct.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  const years = (Date.parse(last) - Date.parse(first)) / millisecondsPerYear;
  return ((distinct.length - 1) / years) * (dates.length / distinct.length);
}

/** The engine's form of a metric basis. */
export function nativeMetricConfig(basis: MetricBasis): NativeMetricConfig {
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
  annualisation: 252,
  riskFree: 0,
  mar: 0,
  capital: 0,
};
