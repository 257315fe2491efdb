import type { NativeMetricConfig } from "../../engine/addon.ts";
import { nativeIds } from "../../engine/native-ids.ts";

/** The replaced system's definitions: 252 observations a year whatever the dates, no risk-free rate, no capital. */
export const legacyMetricConfig: NativeMetricConfig = {
  profile: nativeIds.profile.legacy,
  annualisation: 252,
  riskFree: 0,
  mar: 0,
  capital: 0,
};
