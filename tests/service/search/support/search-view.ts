import type { AnalysisView } from "../../../../electron/service/analysis/view/analysis-view.ts";

export interface ViewRow {
  readonly cells: readonly number[];
  readonly date?: string;
  readonly zone?: string;
  readonly regime?: string;
}

/** ISO date of the t-th week from 2022 on. */
function week(t: number): string {
  return new Date(Date.UTC(2022, 0, 6 + 7 * t)).toISOString().slice(0, 10);
}

/** A view of a table written down in a test. */
export function searchView(strategies: readonly string[], rows: readonly ViewRow[]): AnalysisView {
  return {
    manifest: {
      formatVersion: 1,
      name: "table",
      version: 1,
      parent: null,
      action: "import",
      createdAt: "2026-01-01T00:00:00.000Z",
      writer: "test",
      source: { fileName: "table.csv", bytes: 1, sha256: "00" },
      observations: rows.length,
      strategies: strategies.length,
      firstDate: "2024-01-01",
      lastDate: "2024-12-31",
      mapping: {},
      sources: [],
      missing: "zero",
      recordedRejects: 0,
      missingCells: 0,
      findings: [],
      storage: { compression: "SNAPPY", rowGroupStrategies: 1 },
      rejects: {},
      files: [{ path: "pnl/part-0.parquet", kind: "pnl", bytes: 1, sha256: "11", rows: rows.length }],
    },
    strategies,
    source: Uint32Array.from(strategies, (_, i) => i),
    inversions: [],
    matrix: {
      observations: rows.length,
      strategies: strategies.length,
      rows: rows.map((row) => Float64Array.from(row.cells)),
    },
    observations: rows.map((row, t) => ({
      sourceRow: t,
      date: row.date ?? week(t),
      day: "Monday",
      zone: row.zone ?? null,
      startTime: null,
      endTime: null,
      marketRegime: row.regime ?? null,
      confidence: null,
      transitionThreshold: null,
      capital: null,
    })),
  };
}
