import type { MetricBasis, MetricOptions } from "../../../contract/metric-basis.ts";
import type { Settings } from "../../settings/settings.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { cellQualityOf } from "../view/cell-quality-of.ts";
import { inferAnnualisation } from "./infer-annualisation.ts";

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
  const profile = options.profile ?? (settings.get("analysis.profile") as MetricBasis["profile"]);
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

function annualisationOf(
  options: MetricOptions,
  settings: Settings,
  profile: MetricBasis["profile"],
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
