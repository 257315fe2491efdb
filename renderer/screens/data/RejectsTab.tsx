import { useMemo, useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { type DatasetSummary, datasetRejects } from "../../../electron/contract/methods/dataset.ts";
import { useResult } from "../../bridge/use-result.ts";
import type { GridColumn } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { ReasonChips } from "../../ui/fields.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { rejectReason } from "../../ui/text.ts";
import { StoredCell } from "./StoredCell.tsx";

type Reject = ResultOf<typeof datasetRejects>["rejects"][number];

const columns: readonly GridColumn<Reject>[] = [
  { id: "line", title: "Line", size: 60, align: "end", text: (one) => formatFigure(one.line) },
  { id: "column", title: "Column", size: 138, text: (one) => one.column },
  {
    id: "text",
    title: "As written",
    size: 108,
    cell: (one) => <span className="mono">{one.text || "(blank)"}</span>,
  },
  { id: "reason", title: "Reason", size: 98, gives: 1, text: (one) => rejectReason(one.reason) },
  {
    id: "value",
    title: "Taken as",
    size: 84,
    align: "end",
    text: (one) => (one.value === null ? "missing" : formatFigure(one.value, 2)),
  },
  {
    id: "byte",
    title: "Byte",
    size: 96,
    gives: 3,
    align: "end",
    text: (one) => (one.byte === null ? "" : formatFigure(one.byte)),
  },
  { id: "file", title: "File", size: 150, gives: 2, text: (one) => one.file.split(/[\\/]/).at(-1) ?? "" },
];

const rejectKey = ({ file, line, column }: Reject): string => `${file} ${line} ${column}`;

/** The ledger: every cell that was not taken as written. */
export function RejectsTab({ dataset }: { dataset: DatasetSummary }) {
  const [open, setOpen] = useState<Reject | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const { data, problem, reload } = useResult(datasetRejects, {
    dataset: dataset.name,
    limit: 10_000,
    ...(reason ? { reason } : {}),
  });
  const rejects = useMemo(() => data?.rejects ?? [], [data]);
  if (problem) return <ProblemView problem={problem} onRetry={reload} />;
  if (!data) return <Loading what="Reading the cells" />;
  return (
    <div className="rejects">
      <ReasonChips counts={data.counts} chosen={reason} onChoose={setReason} />
      <div className="rejects-grid">
        <DataGrid
          name="rejects"
          label="Cells that were not taken as written"
          columns={columns}
          count={rejects.length}
          rowAt={(index) => rejects[index] as Reject}
          keyAt={(index) => rejectKey(rejects[index] as Reject)}
          onOpen={(index) => setOpen(rejects[index] ?? null)}
          empty="Every cell was taken as written."
        />
      </div>
      {open && <StoredCell dataset={dataset.name} reject={open} onClose={() => setOpen(null)} />}
    </div>
  );
}
