import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { viewParts } from "../../../electron/contract/view-text.ts";
import { plainPaths } from "../../ui/text.ts";

/** A line of what was asked or of what came: what it is, and what it says. */
export interface JobFact {
  readonly label: string;
  readonly text: string;
}

/** Words for keys that do not say it by themselves; all others are written out ("minSize": "Min size"). */
const labels: Readonly<Record<string, string>> = {
  out: "Folder of the files",
  file: "File",
  minSize: "Strategies, from",
  maxSize: "Strategies, to",
  evaluations: "Evaluations at most",
  seconds: "Seconds",
  subject: "Of",
  money: "P&L in",
  penaltyWeight: "Weight of the correlation penalty",
  mapping: "Mapping of the columns",
  notWritten: "Files not written",
  luck: "Luck",
};

const labelOf = (key: string): string => {
  const words = key
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[_-]/g, " ")
    .toLowerCase();
  return labels[key] ?? `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
};

const innerKeys = new Set(["hybridShare", "ultaSkipsFirst", "warmStart", "checkpoint"]);

/** How a search goes about it, the weights of its mixed objective among that: in the whole record, and nobody chose it. */
const isInner = (key: string, part: unknown): boolean =>
  innerKeys.has(key) || (key === "weights" && typeof part === "object" && !Array.isArray(part));

const few = 6;

/** A value in words; "" for one that says nothing. Lists and numbers in bulk are told by their count. */
function textOf(value: unknown, depth = 0): string {
  if (value === null || value === undefined) return "";
  // What was not chosen is not there: a "false" was said.
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number")
    return formatFigure(value, Number.isInteger(value) ? 0 : Math.abs(value) >= 100 ? 2 : 4);
  if (typeof value === "string") return plainPaths(value);
  if (ArrayBuffer.isView(value)) return `${formatFigure((value as Float64Array).length)} numbers`;
  if (Array.isArray(value)) {
    if (value.length > few || value.some((one) => typeof one === "object" && one !== null))
      return value.length === 0 ? "" : `${formatFigure(value.length)} entries`;
    return value.map((one) => textOf(one)).join(", ");
  }
  if (depth > 1) return "…";
  return Object.entries(value)
    .map(([key, part]) => [labelOf(key).toLowerCase(), textOf(part, depth + 1)] as const)
    .filter(([, text]) => text !== "")
    .map(([label, text]) => `${label} ${text}`)
    .join(", ");
}

/** A request or a result in lines for people: the rows that it works on first said as every screen says them. */
export function jobFacts(value: unknown): JobFact[] {
  if (typeof value !== "object" || value === null) return [];
  const parts = viewParts(value);
  // Rows as stored are no choice.
  const isAsStored = "rows" in value && (value.rows as { kind?: unknown })?.kind === "observations";
  const told = new Set<string>([...parts.flatMap(({ fields }) => fields), ...(isAsStored ? ["rows"] : [])]);
  const facts = Object.entries(value)
    .filter(([key, part]) => !told.has(key) && !isInner(key, part))
    .map(([key, part]) => ({ label: labelOf(key), text: textOf(part) }))
    .filter(({ text }) => text !== "");
  const rows = parts.map(({ text }) => text).join(", ");
  return rows === "" ? facts : [...facts, { label: "Rows", text: rows }];
}
