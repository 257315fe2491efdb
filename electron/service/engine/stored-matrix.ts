/** Matrices that memory has no room for: in scratch files that native code maps; the system's cache holds what is used. */
import { allPlaces, type PnlMatrix, type StoredHandle } from "../pnl-matrix.ts";
import { loadAddon } from "./load-addon.ts";
import { nativeProblem } from "./native-problem.ts";

/** The matrices of one work in a folder, which must be there. Close it when no session is open on them. */
export class MatrixStore {
  readonly #folder: string;
  readonly #handles: StoredHandle[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A matrix without cells yet. Throws Problem "disk-full" where there is no room for all of it. */
  create(observations: number, strategies: number): StoredHandle {
    try {
      const handle = loadAddon().storeMatrix(this.#folder, observations, strategies);
      this.#handles.push(handle);
      return handle;
    } catch (error) {
      throw nativeProblem(error);
    }
  }

  /** Puts cells of all rows into a matrix, those of its strategies from `from` on. */
  async write(matrix: StoredHandle, from: number, rows: readonly Float64Array[]): Promise<void> {
    try {
      await loadAddon().writeStored(matrix, 0, from, rows);
    } catch (error) {
      throw nativeProblem(error);
    }
  }

  /** Rows of a matrix of so many strategies: all of `index`, in this order. `release`: see StoredRows. */
  matrix(
    handle: StoredHandle,
    strategies: number,
    index: Uint32Array,
    release: () => void = () => undefined,
  ): PnlMatrix {
    const { readStored } = loadAddon();
    const read = (t: number): Float64Array => {
      const row = new Float64Array(strategies);
      readStored(handle, index[t] as number, row);
      return row;
    };
    return {
      observations: index.length,
      strategies,
      rows: listOf(index.length, read),
      stored: {
        matrix: handle,
        index,
        pick: (places) =>
          this.matrix(
            handle,
            strategies,
            Uint32Array.from(places, (t) => index[t] as number),
          ),
        make: (observations, width, row) => this.#made(observations, width, row),
        release,
      },
    };
  }

  #made(observations: number, strategies: number, row: (t: number) => Float64Array): PnlMatrix {
    const handle = this.create(observations, strategies);
    const { putStored } = loadAddon();
    for (let t = 0; t < observations; t += 1) putStored(handle, t, row(t));
    const all = allPlaces(observations);
    return this.matrix(handle, strategies, all, () => loadAddon().closeStored(handle));
  }

  close(): void {
    for (const handle of this.#handles.splice(0)) loadAddon().closeStored(handle);
  }
}

/** A list that is worked on as any other, whose entries are made when they are asked for. */
function listOf<Entry>(length: number, entry: (at: number) => Entry): readonly Entry[] {
  const placeOf = (key: string | symbol): number =>
    typeof key === "string" && /^\d+$/.test(key) ? Number(key) : length;
  return new Proxy(new Array<Entry>(length), {
    get: (target, key) => (placeOf(key) < length ? entry(placeOf(key)) : Reflect.get(target, key)),
    has: (target, key) => placeOf(key) < length || Reflect.has(target, key),
  });
}
