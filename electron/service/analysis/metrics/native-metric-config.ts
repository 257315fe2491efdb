import type { MetricBasis } from "../../../contract/metric-basis.ts";
import type { NativeMetricConfig } from "../../engine/addon.ts";
import { nativeIds } from "../../engine/native-ids.ts";

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
