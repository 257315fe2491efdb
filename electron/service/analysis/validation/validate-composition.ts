import type { AnalysisView } from "../view/analysis-view.ts";
import { compareFigures } from "./comparison.ts";
import type { FileValidation } from "./file-validation.ts";
import { nameFinder } from "./name-finder.ts";

/** Compares portfolio_composition CSV: index among the source's strategies and weight 1/n of every member. */
export function validateComposition(file: string, text: string, view: AnalysisView): FileValidation {
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const rows = lines.map((line) => /^\d+,(\d+),(.*),([^,]*),([^,]*)$/.exec(line));
  const find = nameFinder(view);
  const mentioned = new Set<number>();
  const unknown: string[] = [];
  const comparisons = rows.flatMap((row) => {
    const [, index = "", name = "", , weight = ""] = row ?? [];
    const column = find(name);
    if (column === undefined) {
      unknown.push(name);
      return [];
    }
    mentioned.add(column);
    return [
      compareFigures(name, "Strategy_Index", Number(index), view.source[column] as number, 1),
      compareFigures(name, "Weight", Number(weight), 1 / rows.length, 1e-3),
    ];
  });
  const isComposition = header.startsWith("Rank,Strategy_Index,Strategy_Name");
  return {
    file,
    kind: isComposition ? "composition" : "not-compared",
    comparisons: isComposition ? comparisons : [],
    unknown: isComposition ? unknown : [],
    mentioned,
    note: isComposition ? "" : "not a portfolio composition",
  };
}
