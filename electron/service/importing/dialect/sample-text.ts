import { open } from "node:fs/promises";
import { readUpTo } from "../../disk/read-whole.ts";

/** What dialect detection looks at: the first record, and pieces of the records after it. */
export interface SampleText {
  /** Start of the first record, without its line end; whole when it is not longer than the sample. */
  readonly header: string;
  readonly headerIsWhole: boolean;
  /** Starts of records after the first, perhaps cut off at the end. */
  readonly records: readonly string[];
}

const headerBytes = 1 << 18;

const recordBytes = 1 << 17;

const stepBytes = 1 << 20;

/** Reads the sample from a UTF-8 file: starts of header and first records, wherever the header ends within `searchBytes`. */
export async function sampleText(path: string, searchBytes: number): Promise<SampleText> {
  const file = await open(path, "r");
  try {
    const read = (offset: number, count: number): Promise<Buffer> => readUpTo(file, offset, count);
    let end = -1;
    let inQuotes = false;
    search: for (let offset = 0; offset < searchBytes; offset += stepBytes) {
      const block = await read(offset, stepBytes);
      if (!inQuotes && !block.includes(0x22)) {
        // The usual case, without a look at every byte.
        const [lf, cr] = [block.indexOf(0x0a), block.indexOf(0x0d)];
        const first = cr < 0 || (lf >= 0 && lf < cr) ? lf : cr;
        if (first >= 0) {
          end = offset + first;
          break;
        }
        if (block.length < stepBytes) break;
        continue;
      }
      for (let index = 0; index < block.length; index++) {
        const byte = block[index];
        if (byte === 0x22) inQuotes = !inQuotes;
        else if ((byte === 0x0a || byte === 0x0d) && !inQuotes) {
          end = offset + index;
          break search;
        }
      }
      if (block.length < stepBytes) break;
    }
    const header = await read(0, end < 0 ? headerBytes : Math.min(end, headerBytes));
    const after = end < 0 ? Buffer.alloc(0) : await read(end, recordBytes);
    return {
      header: header.toString("utf8").replace(/^\ufeff/, ""),
      headerIsWhole: end >= 0 && end <= headerBytes,
      records: after
        .toString("utf8")
        .split(/[\r\n]+/)
        .filter((line) => line.trim() !== ""),
    };
  } finally {
    await file.close();
  }
}

/**
 * Cells of one record as text, quotes taken away. For samples only: the real reading is native. A record that is cut
 * off gives the cells up to the cut.
 */
export function splitRecord(record: string, delimiter: string): { text: string; quoted: boolean }[] {
  const cells: { text: string; quoted: boolean }[] = [];
  let at = 0;
  while (at <= record.length) {
    if (record[at] === '"') {
      let text = "";
      let end = at + 1;
      for (; end < record.length; end++) {
        if (record[end] !== '"') text += record[end];
        else if (record[end + 1] === '"') text += record[++end];
        else break;
      }
      const next = record.indexOf(delimiter, end);
      cells.push({ text, quoted: true });
      at = next < 0 ? record.length + 1 : next + 1;
    } else {
      const next = record.indexOf(delimiter, at);
      cells.push({ text: record.slice(at, next < 0 ? undefined : next), quoted: false });
      at = next < 0 ? record.length + 1 : next + 1;
    }
  }
  return cells;
}
