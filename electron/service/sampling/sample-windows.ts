import { type CounterRandom, stream } from "./counter-random.ts";
import { tradingMinutes } from "./trading-minutes.ts";

/** A family: one index, one entry and one exit minute, shared by strategies with different stops. */
export interface SampleWindow {
  /** Number of the index that is traded. */
  readonly market: number;
  readonly entry: number;
  readonly exit: number;
}

const durations = [30, 60, 60, 120, 120, 240];

/** `perMarket` different windows on each of `markets` indices; entries on even minutes. */
export function sampleWindows(random: CounterRandom, markets: number, perMarket: number): SampleWindow[] {
  const windows: SampleWindow[] = [];
  for (let market = 0; market < markets; market++) {
    const seen = new Set<string>();
    for (let attempt = 0; seen.size < perMarket; attempt++) {
      const duration = durations[random.integer(stream.windows, market, 2 * attempt, durations.length)] ?? 60;
      const latest = (tradingMinutes - duration - 5) / 2;
      const entry = 2 * (1 + random.integer(stream.windows, market, 2 * attempt + 1, Math.floor(latest) - 1));
      const name = `${entry}-${duration}`;
      if (seen.has(name)) continue;
      seen.add(name);
      windows.push({ market, entry, exit: entry + duration });
    }
  }
  return windows;
}
