/** Independent uses of the random numbers; a new use gets a new number, so that old samples stay as they were. */
export const stream = {
  windows: 1,
  combinations: 2,
  order: 3,
  planted: 4,
  volatility: 5,
  minutes: 6,
  jumps: 7,
  shocks: 8,
  noise: 9,
  calendar: 10,
  regimes: 11,
} as const;

/**
 * Counter-based random numbers: a pure function of (seed, stream, a, b), so any cell can be made alone and in any
 * order. The mixing is PCG4D (Jarzynski and Olano, "Hash Functions for GPU Rendering", 2020).
 */
export class CounterRandom {
  readonly #low: number;
  readonly #high: number;
  /** The four words of the last draw, each uniform over 32 bits. */
  readonly words = new Uint32Array(4);

  /** `seed` is a non-negative safe integer. */
  constructor(seed: number) {
    this.#low = seed >>> 0;
    this.#high = Math.floor(seed / 2 ** 32) >>> 0;
  }

  draw(use: number, a: number, b: number): Uint32Array {
    let x = (Math.imul(this.#low, 1664525) + 1013904223) | 0;
    let y = (Math.imul(this.#high ^ Math.imul(use, 0x9e3779b1), 1664525) + 1013904223) | 0;
    let z = (Math.imul(a, 1664525) + 1013904223) | 0;
    let w = (Math.imul(b, 1664525) + 1013904223) | 0;
    for (let round = 0; round < 2; round++) {
      x = (x + Math.imul(y, w)) | 0;
      y = (y + Math.imul(z, x)) | 0;
      z = (z + Math.imul(x, y)) | 0;
      w = (w + Math.imul(y, z)) | 0;
      if (round === 0) {
        x ^= x >>> 16;
        y ^= y >>> 16;
        z ^= z >>> 16;
        w ^= w >>> 16;
      }
    }
    this.words[0] = x;
    this.words[1] = y;
    this.words[2] = z;
    this.words[3] = w;
    return this.words;
  }

  /** Uniform in [0, 1). */
  uniform(use: number, a: number, b: number): number {
    return (this.draw(use, a, b)[0] ?? 0) / 2 ** 32;
  }

  /** Whole number in [0, bound). */
  integer(use: number, a: number, b: number, bound: number): number {
    return Math.floor(this.uniform(use, a, b) * bound);
  }

  /** Standard normal (Box and Muller). */
  normal(use: number, a: number, b: number): number {
    const [u = 0, v = 0] = this.draw(use, a, b);
    return Math.sqrt(-2 * Math.log((u + 0.5) / 2 ** 32)) * Math.cos((2 * Math.PI * v) / 2 ** 32);
  }

  /** Student t with four degrees of freedom (Bailey 1994), scaled to variance 1: heavy tails. */
  heavyTailed(use: number, a: number, b: number): number {
    const [u = 0, v = 0] = this.draw(use, a, b);
    const radius = Math.sqrt(4 * (1 / Math.sqrt((u + 0.5) / 2 ** 32) - 1));
    return (radius * Math.cos((2 * Math.PI * v) / 2 ** 32)) / Math.SQRT2;
  }
}
