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

  /** One observation: a cell of every strategy. */
  add(row: Float64Array): void {
    const { first, varies, low, high } = this;
    const bits = new Uint32Array(row.buffer, row.byteOffset, 2 * row.length);
    const isFirst = this.rows++ === 0;
    for (let index = 0; index < row.length; index++) {
      const value = row[index] as number;
      if (isFirst) first[index] = value;
      else if (value !== first[index] && !(Number.isNaN(value) && Number.isNaN(first[index])))
        varies[index] = 1;
      // Multiply, rotate, add: each half depends on both halves of every cell so far.
      const isPlain = value !== 0 && !Number.isNaN(value);
      const a = isPlain ? (bits[2 * index] as number) : 0;
      const b = isPlain ? (bits[2 * index + 1] as number) : value === 0 ? 0 : 0x7ff80000;
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
    const taken = new Map<string, number>();
    this.low.forEach((low, column) => {
      const key = `${low},${this.high[column]}`;
      const original = taken.get(key);
      if (original === undefined) taken.set(key, column);
      else groups.set(original, [...(groups.get(original) ?? [original]), column]);
    });
    return [...groups.values()];
  }
}
