import { stopLosses, targets } from "./stop-grid.ts";
import { tradingMinutes } from "./trading-minutes.ts";

const never = tradingMinutes + 1;

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

/**
 * What became of one short option between two minutes, for every stop and target at once: the minute at which each
 * would have been hit, and the price paid then. Reused from window to window.
 */
export class LegOutcomes {
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
