import type { DatasetMapping } from "../../contract/importing.ts";
import type { ColumnPlan } from "./columns/column-plan.ts";
import type { RowPlan } from "./rows/row-plan.ts";
import type { CsvFile } from "./source/csv-file.ts";

/** A file with a meaning for every column and every row. */
export interface UnderstoodFile {
  readonly file: CsvFile;
  readonly mapping: DatasetMapping;
  readonly plan: ColumnPlan;
  readonly rows: RowPlan;
  /** Strategy columns of nothing but True and False. */
  readonly truthColumns: ReadonlySet<number>;
}
