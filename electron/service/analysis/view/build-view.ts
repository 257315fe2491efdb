import type { ViewRequest } from "../../../contract/view.ts";
import type { OpenDataset } from "../../datasets/read/open.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import { allPlaces, type PnlMatrix, pickRows } from "../../pnl-matrix.ts";
import { atOnce, type Steps } from "../../turns.ts";
import { invertedIn } from "../ulta/apply.ts";
import { inversionsIn } from "../ulta/decide.ts";
import { normaliseWeights, weightedZoneRows, zoneCube } from "../zones/cube.ts";
import type { AnalysisView } from "./analysis-view.ts";
import { countMissing } from "./cell-quality.ts";
import { cellsIn, chooseColumns, varyingColumns } from "./columns.ts";
import { dayRows, scaleRows, selectObservations } from "./rows.ts";

type ReadDataset = Omit<OpenDataset, "bytesRead">;

/** Carries out the steps of a view, in the order that ViewRequest states. Rows are shared with the dataset where possible. */
export const buildView = (dataset: ReadDataset, view: ViewRequest): AnalysisView =>
  atOnce(viewInSteps(dataset, view));

/** The same in pieces. */
export function* viewInSteps(dataset: ReadDataset, view: ViewRequest): Steps<AnalysisView> {
  const rows = yield* rowsOf(dataset, view);
  const rule = view.ulta ?? { kind: "off" as const };
  const inversions =
    rule.kind === "off"
      ? []
      : yield* inversionsIn(rows.matrix, dataset.strategies, { rule, skipFirst: view.ultaSkipsFirst });
  const table =
    inversions.length === 0
      ? {
          matrix: rows.matrix,
          strategies: dataset.strategies,
          source: allPlaces(rows.matrix.strategies),
        }
      : yield* invertedIn({ matrix: rows.matrix, strategies: dataset.strategies }, inversions);
  const flat = rows.correlationSource;
  const turnedFlat =
    flat && inversions.length > 0
      ? (yield* invertedIn({ matrix: flat, strategies: dataset.strategies }, inversions)).matrix
      : flat;
  const kept = view.excludeConstant ? yield* varyingColumns(table.matrix) : undefined;
  const shown = kept ? yield* chooseColumns(table, kept) : table;
  const correlationSource = turnedFlat && kept ? yield* cellsIn(turnedFlat, kept) : turnedFlat;
  return {
    ...shown,
    manifest: dataset.manifest,
    observations: rows.observations,
    inversions,
    missingIn: missingCounter(dataset, rows.selected, shown.source),
    ...(kept ? { constantExcluded: table.strategies.length - kept.length } : {}),
    ...(rows.zones ? { zones: rows.zones } : {}),
    ...(correlationSource ? { correlationSource } : {}),
    ...(rows.correlationObservations ? { correlationObservations: rows.correlationObservations } : {}),
  };
}

/** Counts in the dataset's rows: sums over days or zones have none left. A complete dataset is not looked through. */
function missingCounter(
  dataset: ReadDataset,
  selected: PnlMatrix,
  source: Uint32Array,
): (columns?: Uint32Array) => number {
  if (dataset.manifest.missingCells === 0) return () => 0;
  let all: number | undefined;
  return (columns) => {
    if (columns)
      return countMissing(
        selected.rows,
        columns.map((column) => source[column] as number),
      );
    all ??= countMissing(selected.rows);
    return all;
  };
}

interface ViewRows {
  readonly matrix: PnlMatrix;
  /** The dataset's own rows that were used. */
  readonly selected: PnlMatrix;
  readonly observations: readonly Observation[];
  readonly correlationSource?: PnlMatrix;
  readonly correlationObservations?: readonly Observation[];
  readonly zones?: readonly { readonly zone: string; readonly weight: number }[];
}

function* rowsOf(dataset: ReadDataset, view: ViewRequest): Steps<ViewRows> {
  const kept = selectObservations(view, dataset.observations);
  const { matrix: all } = dataset;
  const isAll = kept.length === all.observations;
  const observations = isAll ? dataset.observations : kept.map((t) => dataset.observations[t] as Observation);
  const selected = isAll ? all : pickRows(all, kept);
  const matrix = yield* scaleRows(selected, observations, view);
  if (view.rows.kind === "days") return { ...(yield* dayRows({ matrix, observations })), selected };
  if (view.rows.kind !== "weighted-zones") return { matrix, observations, selected };
  const cube = zoneCube(matrix, observations);
  const weights = normaliseWeights(cube.zones, view.rows.weights);
  return {
    ...weightedZoneRows(cube, weights),
    correlationObservations: cube.observations.flat(),
    selected,
    observations: cube.days,
    zones: cube.zones.map((zone, z) => ({ zone, weight: weights[z] as number })),
  };
}
