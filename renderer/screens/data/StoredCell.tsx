import { Dialog, DialogBody } from "@blueprintjs/core";
import { useEffect, useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import {
  datasetCells,
  datasetOpenSummary,
  type datasetRejects,
  datasetStrategies,
} from "../../../electron/contract/methods/dataset.ts";
import { Problem, problemOf } from "../../../electron/contract/problem.ts";
import type { Transport } from "../../../electron/contract/transport.ts";
import { useHost } from "../../bridge/host.ts";
import { Loading } from "../../ui/messages.tsx";
import { CellContext } from "../../ui/tables.tsx";
import { rejectSaid } from "../../ui/text.ts";

interface StoredCellProps {
  readonly dataset: string;
  readonly reject: ResultOf<typeof datasetRejects>["rejects"][number];
  readonly onClose: () => void;
}

/** A cell of the ledger: what was written, and what stands in the dataset now among its neighbours. */
export function StoredCell({ dataset, reject, onClose }: StoredCellProps) {
  const { transport } = useHost();
  const [context, setContext] = useState<StoredContext | string | null>(null);
  useEffect(() => {
    let wanted = true;
    storedContext(transport, dataset, reject)
      .catch((error: unknown) => problemOf(error).message)
      .then((found) => wanted && setContext(found));
    return () => {
      wanted = false;
    };
  }, [transport, dataset, reject]);
  const taken = reject.value === null ? "missing" : formatFigure(reject.value, 2);
  return (
    <Dialog isOpen onClose={onClose} className="cell-dialog" title={reject.strategy ?? reject.column}>
      <DialogBody>
        <p className="cell-sentence">
          {reject.file.split(/[\\/]/).at(-1)}, line {formatFigure(reject.line)}:{" "}
          <b className="mono">{reject.text || "(blank)"}</b> is {rejectSaid(reject.reason)}, taken as{" "}
          <b>{taken}</b>.
        </p>
        {context === null ? (
          <Loading what="Reading the cells" />
        ) : typeof context === "string" ? (
          <p className="muted">{context}</p>
        ) : (
          <CellContext label="Stored cells around it" corner="Row" {...context} />
        )}
      </DialogBody>
    </Dialog>
  );
}

type Reject = ResultOf<typeof datasetRejects>["rejects"][number];

export interface StoredContext {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly head: string; readonly cells: readonly string[] }[];
  readonly row: number;
  readonly column: number;
}

const AROUND = 3;

/**
 * What is stored around a cell of the ledger: the days before and after, the strategies beside it. With several source files a
 * row number is not one observation: the one whose stored value is the ledger's is taken. Rejects with a Problem.
 */
export async function storedContext(
  transport: Transport,
  dataset: string,
  reject: Reject,
): Promise<StoredContext> {
  const name = reject.strategy;
  if (name === null)
    throw new Problem("not-found", `${reject.column} is no strategy, its cells are not stored.`);
  const [{ observations }, found] = await Promise.all([
    transport.call(datasetOpenSummary, { dataset }),
    transport.call(datasetStrategies, { dataset, search: name, limit: 100_000 }),
  ]);
  const place = found.places[found.names.indexOf(name)] ?? 0;
  const beside = await transport.call(datasetStrategies, {
    dataset,
    offset: Math.max(0, place - 2),
    limit: 5,
  });
  const column = beside.names.indexOf(name);
  const candidates = observations.flatMap((one, at) => (one.sourceRow === reject.row ? [at] : []));
  for (const at of candidates) {
    const first = Math.max(0, at - AROUND);
    const last = Math.min(observations.length - 1, at + AROUND);
    const [from, to] = [observations[first]?.date ?? "", observations[last]?.date ?? ""];
    const { cells, dates, zones } = await transport.call(datasetCells, {
      dataset,
      from,
      to,
      strategies: beside.names,
    });
    const before = observations.slice(0, first).filter(({ date }) => date >= from).length;
    const width = beside.names.length;
    const value = cells[(before + at - first) * width + column] ?? Number.NaN;
    if (candidates.length > 1 && !Object.is(value, reject.value ?? Number.NaN)) continue;
    const rows = dates.slice(before, before + last - first + 1).map((date, index) => {
      const begin = (before + index) * width;
      const shown = Array.from(cells.subarray(begin, begin + width), (cell) =>
        Number.isNaN(cell) ? "missing" : formatFigure(cell, 2),
      );
      return { head: [date, zones[before + index]].filter(Boolean).join(" "), cells: shown };
    });
    return { columns: beside.names, rows, row: at - first, column };
  }
  throw new Problem("not-found", "The row of this cell was left out, so nothing is stored of it.");
}
