import { stream } from "./counter-random.ts";
import { SampleMarket, tradingMinutes } from "./market.ts";
import { type SamplePlan, stopLosses, targets } from "./plan.ts";

/** How rows relate to days. */
export interface SampleShape {
  readonly days: number;
  /** Rows of one day: 1, or the number of intraday zones. */
  readonly zones: number;
  /** Share of strategies that do not trade in a row. */
  readonly zeroShare: number;
}

const lot = 19;

const fixedCharges = 23.6;

const turnoverCharge = 0.00055;

/** The P&L of the sample, one row at a time; rows may be asked for in any order. */
export class SampleTable {
  readonly markets: readonly SampleMarket[];
  readonly #plan: SamplePlan;
  readonly #shape: SampleShape;
  /** Columns of each window. */
  readonly #members: readonly Uint32Array[];
  readonly #path = new Float64Array(tradingMinutes + 1);
  readonly #call = new LegOutcomes();
  readonly #put = new LegOutcomes();

  constructor(plan: SamplePlan, shape: SampleShape) {
    this.#plan = plan;
    this.#shape = shape;
    this.markets = Array.from(
      { length: plan.markets },
      (_, market) => new SampleMarket(plan.random, market, shape.days),
    );
    const members: number[][] = plan.windows.map(() => []);
    for (const [column, window] of plan.window.entries()) members[window]?.push(column);
    this.#members = members.map((columns) => Uint32Array.from(columns));
  }

  /** First and last minute of a window in a row: with zones it is moved into the zone. */
  minutes(window: number, row: number): [number, number] {
    const { entry = 0, exit = 0 } = this.#plan.windows[window] ?? {};
    const { zones } = this.#shape;
    if (zones === 1) return [entry, exit];
    const length = tradingMinutes / zones;
    const start = Math.floor((row % zones) * length);
    const from = start + (entry % 40);
    return [from, Math.min(from + exit - entry, Math.floor(start + length))];
  }

  /** Fills `out` with row `row`, one value per column, in currency. */
  fillRow(row: number, out: Float64Array): void {
    const { windows, duplicates, constants } = this.#plan;
    const day = Math.floor(row / this.#shape.zones);
    let market = -1;
    windows.forEach((window, index) => {
      if (window.market !== market) {
        market = window.market;
        this.markets[market]?.path(day, this.#path);
      }
      this.#fillWindow(index, row, this.markets[market]?.pricedVolatility(day) ?? 0, out);
    });
    for (const [copy, original] of duplicates) out[copy] = out[original] ?? 0;
    for (const [column, value] of constants) out[column] = value;
  }

  /** All strategies of a window share its path and a fill-quality shock; each has a little noise of its own. */
  #fillWindow(window: number, row: number, volatility: number, out: Float64Array): void {
    const { random, stop, target } = this.#plan;
    const [from, to] = this.minutes(window, row);
    this.#call.run(this.#path, volatility, from, to, true);
    this.#put.run(this.#path, volatility, from, to, false);
    const scale = 0.4 * lot * volatility * Math.sqrt((to - from) / tradingMinutes);
    // A good fill has a limit, a bad one has not: cut off on the right alone. Part of it is the day's, for all windows.
    const own = random.heavyTailed(stream.shocks, window, row);
    const common = random.heavyTailed(stream.shocks, 0xffff, row);
    const shock = scale * Math.min(0.85 * own + 0.5 * common, 1.1);
    const entry = this.#call.entry + this.#put.entry;
    const zeroBelow = this.#shape.zeroShare * 2 ** 32;
    for (const column of this.#members[window] ?? []) {
      const words = random.draw(stream.noise, column, row);
      if ((words[0] ?? 0) < zeroBelow) {
        out[column] = 0;
        continue;
      }
      // Sum of four uniforms, variance 1/3: near enough to normal, and the tails come from the stops.
      const uniforms = ((words[1] ?? 0) + (words[2] ?? 0) + (words[3] ?? 0) + (words[1] ?? 0)) / 2 ** 32;
      const noise = 0.5 * scale * (uniforms - 2);
      const exit =
        this.#call.exit(stop[column] ?? 0, target[column] ?? 255) +
        this.#put.exit(stop[column] ?? 0, target[column] ?? 255);
      const gross = (entry - exit) * lot - ((entry + exit) * lot * turnoverCharge + fixedCharges);
      // Added after rounding, so that the digits look like those of a summed price list.
      out[column] = gross + Math.round((shock + noise) * 1e4) / 1e4;
    }
  }
}

const never = tradingMinutes + 1;

/**
 * What became of one short option between two minutes, for every stop and target at once: the minute at which each
 * would have been hit, and the price paid then. Reused from window to window.
 */
class LegOutcomes {
  entry = 0;
  last = 0;
  readonly stopMinute = new Uint16Array(stopLosses.length);
  readonly stopPrice = new Float64Array(stopLosses.length);
  readonly targetMinute = new Uint16Array(targets.length);
  readonly targetPrice = new Float64Array(targets.length);
  readonly #prices = new Float64Array(tradingMinutes + 1);

  /** Sells the at-the-money call (or put) at minute `from` and holds it to minute `to` at the latest. */
  run(path: Float64Array, volatility: number, from: number, to: number, isCall: boolean): void {
    const spot = path[from] ?? 0;
    const strike = Math.round(spot / 100) * 100;
    const prices = this.#prices;
    for (let minute = from; minute <= to; minute++) {
      const x = (path[minute] ?? 0) - strike;
      const remaining = volatility * Math.sqrt(1.25 + (tradingMinutes - minute) / tradingMinutes);
      const call = callValue(x, remaining);
      prices[minute] = Math.max(isCall ? call : call - x, 0.05);
    }
    this.entry = tick(prices[from] ?? 0);
    this.last = tick(prices[to] ?? 0);
    this.#findStops(from, to);
    this.#findTargets(from, to);
  }

  /** Stops ascend, so one walk over the minutes finds the first hit of each. */
  #findStops(from: number, to: number): void {
    this.stopMinute.fill(never);
    let next = 0;
    for (let minute = from; minute <= to && next < stopLosses.length; minute++) {
      const price = this.#prices[minute] ?? 0;
      while (next < stopLosses.length && price >= this.entry * (1 + (stopLosses[next] ?? 0) / 100)) {
        this.stopMinute[next] = minute;
        // Filled at the price of the minute, with slippage.
        this.stopPrice[next] = tick(price * 1.004);
        next++;
      }
    }
  }

  #findTargets(from: number, to: number): void {
    this.targetMinute.fill(never);
    let next = 0;
    for (let minute = from; minute <= to && next < targets.length; minute++) {
      const price = this.#prices[minute] ?? 0;
      while (next < targets.length) {
        const limit = this.entry * (1 - (targets[next] ?? 0) / 100);
        if (price > limit) break;
        this.targetMinute[next] = minute;
        this.targetPrice[next] = tick(limit);
        next++;
      }
    }
  }

  /** Price at which the leg was bought back; `target` is 255 without one. */
  exit(stop: number, target: number): number {
    const stopped = this.stopMinute[stop] ?? never;
    const reached = target === 255 ? never : (this.targetMinute[target] ?? never);
    if (stopped < never && stopped <= reached) return this.stopPrice[stop] ?? 0;
    return reached < never ? (this.targetPrice[target] ?? 0) : this.last;
  }
}

/** Price in ticks of 0.05. */
function tick(price: number): number {
  return Math.round(price / 0.05) * 0.05;
}

/** Value of a call over its strike by the normal model: x above the strike, s remaining volatility, both in points. */
function callValue(x: number, s: number): number {
  const d = x / s;
  const density = Math.exp(-0.5 * d * d) * 0.3989422804014327;
  // Distribution function by Abramowitz and Stegun 26.2.17, error below 7.5e-8.
  const k = 1 / (1 + 0.2316419 * Math.abs(d));
  const tail =
    density *
    k *
    (0.31938153 + k * (-0.356563782 + k * (1.781477937 + k * (-1.821255978 + k * 1.330274429))));
  return x * (d >= 0 ? 1 - tail : tail) + s * density;
}
