// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot be virtualised over 100,000 rows; the grid pattern of ARIA is used
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row (aria-activedescendant)
import { CaretDown, CaretUp } from "@blueprintjs/icons";
import { tip } from "../ui/tips.tsx";
import type { useGridTable } from "./columns.ts";
import type { PlacedColumn } from "./placed-columns.ts";

interface GridHeadProps<Row> {
  readonly table: ReturnType<typeof useGridTable<Row>>;
  readonly columns: readonly PlacedColumn<Row>[];
  readonly hasBoxes: boolean;
  readonly wraps: boolean;
}

/** Headings: title and unit, sort by click, width by dragging the edge (double click: the original width). */
export function GridHead<Row>({ table, columns, hasBoxes, wraps }: GridHeadProps<Row>) {
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]));
  return (
    <div className="grid-head" role="row" aria-rowindex={1}>
      {hasBoxes && (
        <div
          role="columnheader"
          aria-colindex={1}
          aria-label="Marked"
          className="grid-cell grid-heading grid-pinned grid-boxes"
        />
      )}
      {columns.map(({ column, pinnedAt, lastPinned }, at) => {
        const header = headers.get(column.id);
        const sorted = header?.column.getIsSorted() || null;
        const text = (
          <>
            <span className="truncate">
              {column.title}
              {wraps && column.unit && <span className="grid-unit"> {column.unit}</span>}
            </span>
            {!wraps && column.unit && <span className="grid-unit">{column.unit}</span>}
            {sorted === "asc" && <CaretUp size={12} />}
            {sorted === "desc" && <CaretDown size={12} />}
          </>
        );
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-colindex={at + (hasBoxes ? 2 : 1)}
            aria-sort={sorted === null ? undefined : sorted === "asc" ? "ascending" : "descending"}
            className={`grid-cell grid-heading${column.align === "end" ? " grid-end" : ""}${pinnedAt === null ? "" : " grid-pinned"}${lastPinned ? " grid-last-pinned" : ""}${sorted ? " grid-sorted" : ""}`}
            style={pinnedAt === null ? undefined : { left: pinnedAt }}
          >
            {column.sortable ? (
              <button
                type="button"
                className="grid-sort"
                onClick={() => header?.column.toggleSorting()}
                {...(column.explain ? tip(column.explain) : {})}
              >
                {text}
              </button>
            ) : (
              <span className="grid-title" {...(column.explain ? tip(column.explain) : {})}>
                {text}
              </span>
            )}
            <span
              className="grid-resize"
              aria-hidden="true"
              onMouseDown={header?.getResizeHandler()}
              onTouchStart={header?.getResizeHandler()}
              onDoubleClick={() => header?.column.resetSize()}
            />
          </div>
        );
      })}
    </div>
  );
}
