import type { ReactNode } from "react";

/** One column of a DataGrid. Keep the list stable: rows render again when it changes. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** Unit of every figure in the column, shown in its heading. */
  readonly unit?: string | undefined;
  /** Width in pixels before the user changes it. */
  readonly size: number;
  readonly align?: "start" | "end";
  /** The heading sorts. The grid only asks; whoever owns the rows sorts them. */
  readonly sortable?: boolean;
  /** Larger is what one wants to see first. */
  readonly descendingFirst?: boolean;
  /** Said when the heading is hovered or focused. Lines separated by "\n". */
  readonly explain?: string | undefined;
  /** Stays at the left edge. */
  readonly pinned?: boolean;
  /** Not shown until the user asks for it. */
  readonly hidden?: boolean;
  /** Cannot be hidden. */
  readonly fixed?: boolean;
  /** Plain text of a cell, the cheapest kind: a figure among thousands. */
  readonly text?: (row: Row) => string;
  /** Colour of that text. */
  readonly tone?: (row: Row) => "gain" | "loss" | undefined;
  /** Anything else. */
  readonly cell?: (row: Row) => ReactNode;
}
