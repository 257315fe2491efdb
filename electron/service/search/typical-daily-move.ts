import { nativeIds } from "../engine/native-ids.ts";
import type { SearchSession } from "./search-session.ts";

/**
 * Default drawdown floor, currency: what one typical member of a portfolio of `size` moves it by in one observation
 * (median over the strategies of the standard deviation, divided by the size). A portfolio whose deepest fall is below that
 * has not shown less risk, it has been lucky.
 */
export async function typicalDailyMove(session: SearchSession, size: number): Promise<number> {
  const config = { profile: nativeIds.profile.textbook, annualisation: 1, riskFree: 0, mar: 0, capital: 0 };
  const deviations = await session.metrics(Uint32Array.of(nativeIds.metric.std), config);
  const sorted = deviations.filter(Number.isFinite).sort();
  return (sorted[sorted.length >> 1] ?? 0) / size;
}
