import { Button, NumericInput } from "@blueprintjs/core";
import { useMemo } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import {
  correlationDuplicates,
  type correlationSummary,
} from "../../../electron/contract/methods/correlation.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import type { GridColumn } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { NameText, type SharedEnds, sharedEnds } from "../../grid/names.tsx";
import { useOf } from "../../state/by-dataset.ts";
import type { useView } from "../../state/view.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { saveBlob } from "../../ui/save-blob.ts";
import { mapChoices } from "./MapOptions.tsx";

/** Of a row with a name over the other, pixels. */
const PAIR_HEIGHT = 42;

const noNames: readonly string[] = [];

/** A correlation and two names, which often differ in their last letters alone: one over the other, none is cut. */
function pairColumns(
  title: string,
  rho: (row: number) => number,
  names: (row: number) => readonly [string, string],
  shared: SharedEnds,
): GridColumn<number>[] {
  return [
    { id: "rho", title: "ρ", size: 72, align: "end", text: (row) => formatFigure(rho(row), 4) },
    {
      id: "pair",
      title,
      size: 292,
      cell: (row) => names(row).map((name) => <PairName key={name} name={name} shared={shared} />),
    },
  ];
}

function PairName({ name, shared }: { name: string; shared: SharedEnds }) {
  return (
    <div className="pair-in-list">
      <NameText name={name} shared={shared} />
    </div>
  );
}

interface TopPairsProps {
  readonly summary: ResultOf<typeof correlationSummary> | null;
  readonly onFly: (a: number, b: number) => void;
}

/** The pairs of largest correlation; opening one shows it on the map. */
export function TopPairs({ summary, onFly }: TopPairsProps) {
  const columns = useMemo((): GridColumn<number>[] => {
    const name = (index: number | undefined) => summary?.strategies[index ?? 0] ?? "";
    return pairColumns(
      "Pair",
      (row) => summary?.top.rho[row] ?? Number.NaN,
      (row) => [name(summary?.top.a[row]), name(summary?.top.b[row])],
      sharedEnds(summary?.strategies ?? noNames),
    );
  }, [summary]);
  if (!summary) return <Loading what="Looking for the most alike" />;
  return (
    <DataGrid
      name="top-pairs"
      label="Pairs of largest correlation"
      rowHeight={PAIR_HEIGHT}
      columns={columns}
      count={summary.top.rho.length}
      rowAt={(index) => index}
      keyAt={(index) => `${summary.top.a[index]} ${summary.top.b[index]}`}
      onOpen={(index) => onFly(summary.top.a[index] ?? 0, summary.top.b[index] ?? 0)}
    />
  );
}

interface DuplicatesTabProps {
  readonly view: NonNullable<ReturnType<typeof useView>>;
  readonly onFly: (a: number, b: number) => void;
}

/** Strategies that are nearly the same as a better one. Nothing is removed; the list can be taken along. */
export function DuplicatesTab({ view, onFly }: DuplicatesTabProps) {
  const [{ duplicatesFrom: threshold }, change] = useOf(mapChoices, view.dataset);
  const { data, problem, progress, reload } = useResult(correlationDuplicates, { ...view, threshold });
  const columns = useMemo((): GridColumn<number>[] => {
    const name = (index: number | undefined) => data?.strategies[index ?? 0] ?? "";
    return pairColumns(
      "The better one, and the one that resembles it",
      (row) => data?.rho[row] ?? Number.NaN,
      (row) => [name(data?.resembles[row]), name(data?.removed[row])],
      sharedEnds(data?.strategies ?? noNames),
    );
  }, [data]);
  return (
    <div className="duplicates">
      <div className="duplicates-bar">
        <span className="muted">Nearly the same from ρ</span>
        <NumericInput
          min={0.1}
          max={1}
          stepSize={0.01}
          minorStepSize={0.001}
          majorStepSize={0.1}
          value={threshold}
          clampValueOnBlur
          onValueChange={(value) => value >= 0.1 && value <= 1 && change({ duplicatesFrom: value })}
          aria-label="Correlation from which strategies are nearly the same"
        />
        {data && (
          <>
            <span className="faint">
              {formatFigure(data.removed.length)} of {formatFigure(data.strategies.length)}
            </span>
            <Button
              variant="minimal"
              text="CSV"
              onClick={() => {
                const rows = Array.from(data.removed, (strategy, at) => [
                  data.strategies[strategy] ?? "",
                  data.strategies[data.resembles[at] ?? 0] ?? "",
                  data.rho[at] ?? 0,
                ]);
                saveBlob(
                  new Blob([csvText(["strategy", "resembles", "rho"], rows)], { type: "text/csv" }),
                  "near-duplicates.csv",
                );
              }}
            />
          </>
        )}
      </div>
      {problem ? (
        <ProblemView problem={problem} onRetry={reload} />
      ) : !data ? (
        <Loading what="Looking for near duplicates" progress={progress} />
      ) : (
        <DataGrid
          name="duplicates"
          label="Near duplicates"
          rowHeight={PAIR_HEIGHT}
          columns={columns}
          count={data.removed.length}
          rowAt={(index) => index}
          keyAt={(index) => data.removed[index] ?? -1}
          onOpen={(index) => onFly(data.removed[index] ?? 0, data.resembles[index] ?? 0)}
          empty="No two strategies are that alike."
        />
      )}
    </div>
  );
}
