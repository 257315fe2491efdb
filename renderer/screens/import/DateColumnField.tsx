import { HTMLSelect } from "@blueprintjs/core";

interface DateColumnFieldProps {
  /** The first columns of the file, as its preview has them. */
  readonly columns: readonly string[];
  readonly onChoose: (column: string) => void;
}

/** For a file whose dates were not found: which column holds them. Its columns cannot be listed with their roles before that is known. */
export function DateColumnField({ columns, onChoose }: DateColumnFieldProps) {
  return (
    <HTMLSelect
      aria-label="Column that holds the dates"
      value=""
      options={[{ value: "", label: "the dates are in…" }, ...columns.filter(Boolean)]}
      onChange={(event) => event.currentTarget.value && onChoose(event.currentTarget.value)}
    />
  );
}
