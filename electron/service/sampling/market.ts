import { type CounterRandom, stream } from "./counter-random.ts";

/** Minutes of a trading day, 09:15 to 15:30. */
export const tradingMinutes = 375;

const openingMinute = 9 * 60 + 15;

/** Clock time of a minute of the day, without separator: "930", "1040". */
export function clockName(minute: number): string {
  const clock = openingMinute + minute;
  return `${Math.floor(clock / 60)}${String(clock % 60).padStart(2, "0")}`;
}

/** Clock time as HH:MM:SS. */
export function clockTime(minute: number): string {
  const clock = openingMinute + minute;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(clock / 60))}:${two(clock % 60)}:00`;
}

const levels = [48_000, 24_000, 72_000, 36_000];

const dailyVolatility = 0.0062;

/** Busier at the open and at the close; mean square 1. */
const activity = (() => {
  const shape = Float64Array.from({ length: tradingMinutes }, (_, minute) => {
    const u = (2 * minute) / (tradingMinutes - 1) - 1;
    return 0.75 + 0.75 * u * u;
  });
  const rms = Math.sqrt(shape.reduce((sum, value) => sum + value * value, 0) / shape.length);
  return shape.map((value) => value / rms);
})();

/** One index: clustered volatility from day to day, heavy-tailed minutes, a sudden move on some days. */
export class SampleMarket {
  readonly level: number;
  /** Logarithm of the day's volatility over its long-run level. */
  readonly logVolatility: Float64Array;
  readonly #random: CounterRandom;
  readonly #market: number;

  constructor(random: CounterRandom, market: number, days: number) {
    this.#random = random;
    this.#market = market;
    this.level = levels[market % levels.length] ?? 48_000;
    this.logVolatility = new Float64Array(days);
    for (let day = 1; day < days; day++) {
      const before = this.logVolatility[day - 1] ?? 0;
      this.logVolatility[day] = 0.75 * before + 0.22 * random.normal(stream.volatility, market, day);
    }
  }

  /** Volatility that option sellers were paid for, in index points per square-root day. */
  pricedVolatility(day: number): number {
    return this.level * dailyVolatility * Math.exp(0.8 * (this.logVolatility[day] ?? 0) + 0.02) * 1.06;
  }

  /** Index level at each minute, tradingMinutes + 1 values. */
  path(day: number, out: Float64Array): void {
    const random = this.#random;
    const sigma = this.level * dailyVolatility * Math.exp(this.logVolatility[day] ?? 0);
    const [happens = 0, size = 0, when = 0, side = 0] = Array.from(
      random.draw(stream.jumps, this.#market, day),
      (word) => word / 2 ** 32,
    );
    const jumpMinute = happens < 0.12 ? 10 + Math.floor(when * (tradingMinutes - 15)) : -1;
    const jump = (side < 0.5 ? -1 : 1) * sigma * (0.4 + size);
    const step = sigma / Math.sqrt(tradingMinutes);
    const base = (this.#market << 24) ^ day;
    let level = this.level;
    out[0] = level;
    for (let minute = 0; minute < tradingMinutes; minute++) {
      level += random.heavyTailed(stream.minutes, base, minute) * (activity[minute] ?? 1) * step;
      if (minute === jumpMinute) level += jump;
      out[minute + 1] = level;
    }
  }
}
