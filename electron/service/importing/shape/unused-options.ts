import type { SourceLayout, TableShape } from "../../../contract/importing.ts";
import type { Finding } from "../../datasets/version/manifest.ts";

const rows: readonly TableShape[] = ["long", "trades", "executions"];

/** What is said of a layout, as the command line calls it, and the shapes of table that make use of it. */
const uses: readonly {
  readonly key: keyof SourceLayout;
  readonly option: string;
  readonly shapes: readonly TableShape[];
}[] = [
  { key: "by", option: "--by", shapes: rows },
  { key: "value", option: "--value", shapes: ["long", "trades"] },
  { key: "day", option: "--day", shapes: rows },
  { key: "fees", option: "--fees", shapes: rows },
  { key: "period", option: "--period", shapes: rows },
  // Of a wide table it says what the cells are in.
  { key: "currency", option: "--currency", shapes: [...rows, "wide"] },
  { key: "unit", option: "--unit", shapes: ["returns", "long", "trades", "wide"] },
  { key: "capital", option: "--capital", shapes: ["returns", "equity", "prices"] },
];

/** What was said and has no use for a table of this shape. `takesCapital`: amounts of its rows are returns. */
export function unusedOptions(said: SourceLayout, shape: TableShape, takesCapital = false): Finding[] {
  const unused = uses.filter(
    ({ key, shapes }) =>
      said[key] !== undefined && !shapes.includes(shape) && !(key === "capital" && takesCapital),
  );
  if (unused.length === 0) return [];
  const names = unused.map(({ option }) => option);
  const isCapital = unused.some(({ key }) => key === "capital");
  const how = isCapital
    ? ": the amounts are taken as P&L in currency; of returns also their --unit is said"
    : "";
  const message = `${names.join(", ")} ${names.length === 1 ? "has" : "have"} no use for a table of this shape (${shape})${how}`;
  return [{ kind: "unused-options", count: names.length, message, examples: [] }];
}
