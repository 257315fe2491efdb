import { createHash } from "node:crypto";
import type { AnalysisView } from "../../analysis/view/analysis-view.ts";

/**
 * SHA-256, hex, over the table that is searched: names, dates and every cell, after filters and inversion. Storage does
 * not matter: the same data imported again, optimised or copied has the same fingerprint. About a second per gigabyte.
 */
export function tableFingerprint(
  view: Pick<AnalysisView, "strategies" | "observations" | "matrix" | "correlationSource">,
): string {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([view.strategies, view.observations.map((one) => one.date)]));
  for (const matrix of [view.matrix, view.correlationSource]) {
    for (const row of matrix?.rows ?? []) {
      hash.update(new Uint8Array(row.buffer, row.byteOffset, row.byteLength));
    }
  }
  return hash.digest("hex");
}
