/** Parts of a table that does not fit in memory, each read while the one before is computed. */
import { type CellBlock, cellBlock } from "../../pnl-matrix.ts";

export interface PartsAhead<Part> {
  /** The part of this place; the one before is gone then. */
  at(place: number): Promise<Part>;
  /** When nothing is read any more. */
  ended(): Promise<void>;
}

/**
 * So many parts, each read into one of two rooms of `rows` by `width` cells, made once: left to the collector, blocks of this
 * size would pile up. The last part asked for is kept, and the one behind it read in the meantime. `read` comes to what makes a
 * part of what it has read.
 */
export function partsAhead<Part>(
  { count, rows, width }: { readonly count: number; readonly rows: number; readonly width: number },
  read: (place: number, room: CellBlock) => Promise<() => Part>,
): PartsAhead<Part> {
  const rooms: CellBlock[] = [];
  let last: { readonly place: number; readonly room: number; readonly found: Part } | undefined;
  let ahead:
    | { readonly place: number; readonly room: number; readonly reading: Promise<() => Part> }
    | undefined;
  const start = (place: number, room: number) => {
    rooms[room] ??= cellBlock(rows, width);
    const reading = read(place, rooms[room]);
    // Looked at when its turn comes; until then a failure must not count as unhandled.
    reading.catch(() => undefined);
    return { place, room, reading };
  };
  const ended = async () => {
    await ahead?.reading.catch(() => undefined);
  };
  return {
    ended,
    async at(place) {
      if (last?.place === place) return last.found;
      // A room is written by one reading at a time.
      if (ahead?.place !== place) await ended();
      const own = ahead?.place === place ? ahead : start(place, last ? 1 - last.room : 0);
      ahead = undefined;
      last = undefined;
      const make = await own.reading;
      last = { place, room: own.room, found: make() };
      if (place + 1 < count) ahead = start(place + 1, 1 - own.room);
      return last.found;
    },
  };
}
