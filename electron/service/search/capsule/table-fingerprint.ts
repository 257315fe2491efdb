import { createHash } from "node:crypto";
import type { AnalysisView } from "../../analysis/view/analysis-view.ts";

/** Upper half of the one NaN that stands for a missing cell, whatever NaN arithmetic has left there. */
const missingHigh = 0x7ff80000;

/**
 * SHA-256, hex, over the table that is searched: names, dates and every cell, present or missing, after filters and
 * inversion. Storage does not matter: the same data imported again, optimised or copied has the same fingerprint. About
 * a second per gigabyte, row by row, so that other work goes on meanwhile.
 */
export async function tableFingerprint(
  view: Pick<AnalysisView, "strategies" | "observations" | "matrix" | "correlationSource">,
): Promise<string> {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([view.strategies, view.observations.map((one) => one.date)]));
  // Correlations have rows of their own only where the matrix's are sums of several.
  for (const matrix of new Set([view.matrix, view.correlationSource])) {
    for (const row of matrix?.rows ?? []) {
      const cells = withOneNaN(row);
      hash.update(new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength));
      await new Promise(setImmediate);
    }
  }
  return hash.digest("hex");
}

/** The row itself when no cell is missing, else a copy in which all missing cells have the same bits. */
function withOneNaN(row: Float64Array): Float64Array {
  let sum = 0;
  for (let i = 0; i < row.length; i += 1) sum += row[i] as number;
  // Infinities of both signs make a NaN too; they only cost the copy.
  if (!Number.isNaN(sum)) return row;
  const copy = row.slice();
  const words = new Uint32Array(copy.buffer);
  const high = isLittleEndian ? 1 : 0;
  for (let i = 0; i < row.length; i += 1) {
    if (!Number.isNaN(row[i])) continue;
    words[2 * i + high] = missingHigh;
    words[2 * i + 1 - high] = 0;
  }
  return copy;
}

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
