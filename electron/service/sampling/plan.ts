import { allPlaces } from "../pnl-matrix.ts";
import { CounterRandom, stream } from "./counter-random.ts";
import { clockName, tradingMinutes } from "./market.ts";

const windowsPerMarket = 124;

const marketNames = ["SAMPLEX", "DEMOBANK", "MOCKFIN", "TESTMID"];

/** Who the columns are. Strategy i of the file is what `window[i]`, `stop[i]` and `target[i]` say. */
export interface SamplePlan {
  readonly random: CounterRandom;
  readonly markets: number;
  readonly windows: readonly SampleWindow[];
  readonly names: readonly string[];
  /** Index into windows. */
  readonly window: Uint16Array;
  readonly stop: Uint8Array;
  /** 255 without a target. */
  readonly target: Uint8Array;
  /** [copy, original] column pairs. */
  readonly duplicates: readonly (readonly [number, number])[];
  /** [column, value]; a value of 0 is a strategy that never traded. */
  readonly constants: readonly (readonly [number, number])[];
}

/**
 * Lays out `strategies` columns: windows, stop and target of each, names that say so, in shuffled order. From ten
 * columns on, about one in a thousand is an exact copy of another one, one in five thousand is constant and one in
 * ten thousand is zero throughout, at least one of each.
 */
export function samplePlan(strategies: number, seed: number): SamplePlan {
  const random = new CounterRandom(seed);
  const markets = Math.ceil(strategies / (windowsPerMarket * stopCombinations.length));
  const perMarket =
    markets > 1
      ? windowsPerMarket
      : Math.min(124, Math.max(Math.min(4, strategies), Math.round(strategies / 25)));
  const windows = sampleWindows(random, markets, perMarket);

  const names: string[] = new Array(strategies);
  const window = new Uint16Array(strategies);
  const stop = new Uint8Array(strategies);
  const target = new Uint8Array(strategies);
  const order = shuffled(random, stream.order, 0, strategies);
  let combinations: Uint32Array = new Uint32Array();
  const perWindow = Math.ceil(strategies / windows.length);
  for (let index = 0; index < strategies; index++) {
    const place = Math.floor(index / perWindow);
    if (index % perWindow === 0)
      combinations = shuffled(random, stream.combinations, place, stopCombinations.length);
    const chosen = stopCombinations[combinations[index % perWindow] ?? 0];
    const at = windows[place];
    const column = order[index] ?? 0;
    if (!chosen || !at) throw new RangeError(`no stop combination for strategy ${index}`);
    window[column] = place;
    stop[column] = chosen.stop;
    target[column] = chosen.target < 0 ? 255 : chosen.target;
    const profit = chosen.target < 0 ? "" : `TP${targets[chosen.target]}%`;
    names[column] =
      `${marketName(at.market)} ${clockName(at.entry)}-${clockName(at.exit)} SL${stopLosses[chosen.stop]}%${profit}`;
  }

  const some = (oneIn: number) => (strategies < 10 ? 0 : Math.max(1, Math.round(strategies / oneIn)));
  const planted = shuffled(random, stream.planted, 0, strategies);
  const copies = some(1000);
  const fixed = some(5000);
  const zeros = some(10_000);
  const column = (index: number) => planted[index] ?? 0;
  return {
    random,
    markets,
    windows,
    names,
    window,
    stop,
    target,
    duplicates: Array.from(
      { length: copies },
      (_, index) => [column(2 * index), column(2 * index + 1)] as const,
    ),
    constants: Array.from({ length: fixed + zeros }, (_, index) => {
      // Multiples of 0.25 in -500..500, never zero: exact in binary.
      const value = index < fixed ? (random.integer(stream.planted, 1, index, 4000) - 2000 || 1) / 4 : 0;
      return [column(2 * copies + index), value] as const;
    }),
  };
}

function shuffled(random: CounterRandom, use: number, salt: number, count: number): Uint32Array {
  const keys = Float64Array.from({ length: count }, (_, index) => random.uniform(use, salt, index));
  return allPlaces(count).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
}

function marketName(market: number): string {
  const round = Math.floor(market / marketNames.length);
  return `${marketNames[market % marketNames.length]}${round === 0 ? "" : round + 1}`;
}

/** A family: one index, one entry and one exit minute, shared by strategies with different stops. */
export interface SampleWindow {
  /** Number of the index that is traded. */
  readonly market: number;
  readonly entry: number;
  readonly exit: number;
}

const durations = [30, 60, 60, 120, 120, 240];

/** `perMarket` different windows on each of `markets` indices; entries on even minutes. */
function sampleWindows(random: CounterRandom, markets: number, perMarket: number): SampleWindow[] {
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

/** Stop losses in percent of the premium, ascending. */
export const stopLosses: readonly number[] = [
  ...new Set([
    ...Array.from({ length: 72 }, (_, index) => 7 + 2 * index),
    ...Array.from({ length: 14 }, (_, index) => 28 + 5 * index),
  ]),
].sort((a, b) => a - b);

/** Profit targets in percent of the premium, ascending. */
export const targets: readonly number[] = Array.from({ length: 10 }, (_, index) => 22 + 5 * index);

export interface StopCombination {
  /** Index into stopLosses. */
  readonly stop: number;
  /** Index into targets, -1 without a target. */
  readonly target: number;
}

/** The 206 combinations that a window is traded with: 72 stops alone, 134 with a target. */
const stopCombinations: readonly StopCombination[] = [
  ...Array.from({ length: 72 }, (_, index) => ({ stop: stopLosses.indexOf(7 + 2 * index), target: -1 })),
  ...Array.from({ length: 134 }, (_, index) => ({
    stop: stopLosses.indexOf(28 + 5 * Math.floor(index / targets.length)),
    target: index % targets.length,
  })),
];
