import { useMemo, useState } from "react";
import { type MetricName, metricName } from "../../../electron/contract/metrics.ts";
import { type Filter, FilterError, parseFilter } from "../../grid/filter.ts";

const columns: ReadonlySet<string> = new Set(metricName.options);

function columnsOf(filter: Filter | null): string[] {
  if (!filter) return [];
  if (filter.kind === "compare") return [filter.column];
  if (filter.kind === "not") return columnsOf(filter.part);
  if (filter.kind === "matches") return [];
  return filter.parts.flatMap(columnsOf);
}

/** A filter expression that is being typed. A plain word is looked for in the names. */
export function useFilter() {
  const [text, setText] = useState("");
  const parsed = useMemo((): { filter: Filter | null; problem: string | null } => {
    const written = text.trim();
    if (written === "") return { filter: null, problem: null };
    try {
      return { filter: parseFilter(written, columns), problem: null };
    } catch (error) {
      const isPlain = !/[<>=~()"]/.test(written);
      if (isPlain) {
        const escaped = written.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        return {
          filter: { kind: "matches", pattern: new RegExp(escaped, "i"), negated: false },
          problem: null,
        };
      }
      return { filter: null, problem: error instanceof FilterError ? error.message : String(error) };
    }
  }, [text]);
  const needed = useMemo(
    () => columnsOf(parsed.filter).map((name): MetricName => metricName.parse(name)),
    [parsed.filter],
  );
  return { text, setText, ...parsed, needed };
}
