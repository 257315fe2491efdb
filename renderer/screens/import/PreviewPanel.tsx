import { useMemo } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { fileInspect } from "../../../electron/contract/methods/file.ts";
import type { GridColumn } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { Panel } from "../../ui/panels.tsx";

/** The first rows of the file as they are written. */
export function PreviewPanel({ seen }: { seen: ResultOf<typeof fileInspect> }) {
  const { columns: names, rows } = seen.preview;
  const columns = useMemo(
    (): GridColumn<readonly string[]>[] =>
      names.map((title, at) => {
        const numeric = rows.every((row) => row[at] === "" || /^[-+]?[\d.,\s]+$/.test(row[at] ?? ""));
        return {
          id: `c${at}`,
          title,
          size: Math.min(220, Math.max(at === 0 ? 116 : 104, 28 + title.length * 7)),
          align: numeric && at > 0 ? "end" : "start",
          text: (row) => row[at] ?? "",
        };
      }),
    [names, rows],
  );
  return (
    <Panel
      title="Preview"
      note={`first ${formatFigure(rows.length)} rows, ${formatFigure(names.length)} columns`}
      className="import-preview"
      flush
    >
      <DataGrid
        name="import-preview"
        label="First rows of the file"
        columns={columns}
        count={rows.length}
        rowAt={(index) => rows[index] ?? []}
        rowHeight={25}
      />
    </Panel>
  );
}
