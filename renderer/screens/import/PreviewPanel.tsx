import { useMemo } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { fileInspect } from "../../../electron/contract/methods/file.ts";
import { countOf } from "../../../electron/contract/text.ts";
import type { GridColumn } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { Panel } from "../../ui/panels.tsx";

type Understanding = NonNullable<ResultOf<typeof fileInspect>["understanding"]>;

/** The first rows of the file as they are written, or of the table that is made of it. */
export function PreviewPanel({ seen }: { seen: ResultOf<typeof fileInspect> }) {
  const { columns: names, rows } = seen.preview;
  const made = seen.understanding?.layout;
  const columns = useMemo(
    (): GridColumn<readonly string[]>[] =>
      names.map((title, at) => {
        const numeric = rows.every((row) => row[at] === "" || /^[-+]?[\d.,\s]+$/.test(row[at] ?? ""));
        return {
          id: `c${at}`,
          title,
          size: Math.min(320, Math.max(at === 0 ? 116 : 104, 28 + title.length * 7)),
          align: numeric && at > 0 ? "end" : "start",
          text: (row) => row[at] ?? "",
        };
      }),
    [names, rows],
  );
  return (
    <Panel
      title={made ? "Result" : "Preview"}
      note={
        made
          ? `${ruleWords(made)}; ${made.because}`
          : `first ${countOf(rows.length, "row")}, ${countOf(names.length, "column")}`
      }
      className="import-preview"
      flush
    >
      <DataGrid
        name="import-preview"
        label="First rows of the file"
        columns={columns}
        count={rows.length}
        rowAt={(index) => rows[index] ?? []}
        keyAt={(index) => index}
        rowHeight={25}
      />
    </Panel>
  );
}

/** The rule by which rows became days and strategies, in a few words. */
function ruleWords({ rule, rows }: NonNullable<Understanding["layout"]>): string {
  return [
    countOf(rows, "row"),
    rule.value && `P&L from ${rule.value}`,
    rule.day && `day from ${rule.day}`,
    rule.by && `strategies by ${rule.by.join(" + ")}`,
    rule.capital && `capital ${formatFigure(rule.capital)}`,
  ]
    .filter(Boolean)
    .join(", ");
}
