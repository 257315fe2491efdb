/** High word of -0. */
const minusZero = 0x8000_0000;

/**
 * Watches the cells of every strategy go by, in time order, to find columns that never change and exact copies of
 * others, without keeping the cells: a 64-bit fingerprint per column. -0 counts as 0, all NaN as one.
 */
export class ColumnStatistics {
  private readonly first: Float64Array;
  private readonly varies: Uint8Array;
  private readonly low: Uint32Array;
  private readonly high: Uint32Array;
  private rows = 0;

  constructor(strategies: number) {
    this.first = new Float64Array(strategies);
    this.varies = new Uint8Array(strategies);
    this.low = new Uint32Array(strategies).fill(0x9e3779b9);
    this.high = new Uint32Array(strategies).fill(0x85ebca6b);
  }

  /** One observation: a cell of every strategy. A missing cell has the one bit pattern of Number.NaN. */
  add(row: Float64Array): void {
    const { first, varies, low, high } = this;
    if (this.rows++ === 0)
      for (let index = 0; index < row.length; index++) first[index] = (row[index] as number) + 0;
    const bits = new Uint32Array(row.buffer, row.byteOffset, 2 * row.length);
    const firstBits = new Uint32Array(first.buffer);
    for (let index = 0; index < row.length; index++) {
      const at = 2 * index;
      const a = bits[at] as number;
      let b = bits[at + 1] as number;
      if (a === 0 && b === minusZero) b = 0;
      if (a !== firstBits[at] || b !== firstBits[at + 1]) varies[index] = 1;
      // Multiply, rotate, add: each half depends on both halves of every cell so far.
      const x = Math.imul((low[index] as number) ^ a, 0xcc9e2d51);
      const y = Math.imul((high[index] as number) ^ b ^ ((x << 15) | (x >>> 17)), 0x1b873593);
      low[index] = x + ((y << 13) | (y >>> 19));
      high[index] = y + 0xe6546b64;
    }
  }

  /** Columns whose cells are all equal, with that cell; NaN = no column has a value. */
  constants(): { column: number; value: number }[] {
    const found: { column: number; value: number }[] = [];
    this.varies.forEach((varies, column) => {
      if (!varies && this.rows > 0) found.push({ column, value: this.first[column] as number });
    });
    return found;
  }

  /** Groups of two or more equal columns, each ascending, by their first column. */
  copies(): number[][] {
    const groups = new Map<number, number[]>();
    // By half of the fingerprint; a column whose other half differs goes on to the next free place.
    const taken = new Map<number, number>();
    for (let column = 0; column < this.low.length; column++) {
      let key = this.low[column] as number;
      let original = taken.get(key);
      while (original !== undefined && this.high[original] !== this.high[column]) {
        key += 2 ** 32;
        original = taken.get(key);
      }
      if (original === undefined) taken.set(key, column);
      else groups.set(original, [...(groups.get(original) ?? [original]), column]);
    }
    return [...groups.values()];
  }
}
