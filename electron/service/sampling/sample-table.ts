import { stream } from "./counter-random.ts";
import { LegOutcomes } from "./leg-outcomes.ts";
import { SampleMarket } from "./sample-market.ts";
import type { SamplePlan } from "./sample-plan.ts";
import { tradingMinutes } from "./trading-minutes.ts";

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
