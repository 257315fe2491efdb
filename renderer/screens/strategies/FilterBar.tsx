import { Button, InputGroup, PopoverNext } from "@blueprintjs/core";
import { Cross, Filter as FilterIcon, Help } from "@blueprintjs/icons";
import { memo, useId, useMemo } from "react";
import { type Filter, FilterError, parseFilter } from "../../grid/filter.ts";
import { type FigureName, figureNames } from "./use-strategy-table.ts";

interface FilterBarProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Why the expression cannot be used, null when it can. */
  readonly problem: string | null;
}

const examples = [
  "sharpe > 1.5 and max_drawdown < 20k",
  'name ~ "SL7%" or profit_factor >= 2',
  "theta > 0.1 and family < 20",
  'win_rate > 55 and not name ~ "/ 1[45]\\d\\d-/"',
];

/**
 * A filter expression with its faults said at once. Drawn again when it changes alone: Blueprint measures its field each time,
 * for which the browser lays out all rows below.
 */
export const FilterBar = memo(PlainFilterBar);

function PlainFilterBar({ text, onText, problem }: FilterBarProps) {
  const id = useId();
  return (
    <div className="filter-bar">
      <InputGroup
        className={problem ? "filter-bad" : ""}
        leftElement={<FilterIcon />}
        placeholder='Filter: sharpe > 1.5 and name ~ "SL7%"'
        aria-label="Filter expression"
        aria-invalid={problem !== null}
        aria-describedby={problem ? id : undefined}
        value={text}
        onValueChange={onText}
        spellCheck={false}
        rightElement={
          text === "" ? (
            <PopoverNext
              placement="bottom-end"
              content={
                <div className="filter-help">
                  <p>
                    Compare a figure with a number, or the name with a text; join with <b>and</b>, <b>or</b>,{" "}
                    <b>not</b> and brackets. Percentages are written as they are shown.
                  </p>
                  {examples.map((example) => (
                    <Button
                      key={example}
                      variant="minimal"
                      className="mono"
                      text={example}
                      onClick={() => onText(example)}
                    />
                  ))}
                </div>
              }
            >
              <Button variant="minimal" icon={<Help />} aria-label="How to write a filter" />
            </PopoverNext>
          ) : (
            <Button variant="minimal" icon={<Cross />} aria-label="No filter" onClick={() => onText("")} />
          )
        }
      />
      {problem && (
        <div className="filter-problem" id={id} role="status">
          {problem}
        </div>
      )}
    </div>
  );
}

const columns: ReadonlySet<string> = new Set(figureNames);

function columnsOf(filter: Filter | null): string[] {
  if (!filter) return [];
  if (filter.kind === "compare") return [filter.column];
  if (filter.kind === "not") return columnsOf(filter.part);
  if (filter.kind === "matches") return [];
  return filter.parts.flatMap(columnsOf);
}

/** A filter expression as it is typed. A plain word is looked for in the names. */
export function useFilter(text: string) {
  const parsed = useMemo((): {
    filter: Filter | null;
    problem: string | null;
  } => {
    const written = text.trim();
    if (written === "") return { filter: null, problem: null };
    try {
      return { filter: parseFilter(written, columns), problem: null };
    } catch (error) {
      const isPlain = !/[<>=~()"]/.test(written);
      if (isPlain) {
        const escaped = written.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        return {
          filter: {
            kind: "matches",
            pattern: new RegExp(escaped, "i"),
            negated: false,
          },
          problem: null,
        };
      }
      return {
        filter: null,
        problem: error instanceof FilterError ? error.message : String(error),
      };
    }
  }, [text]);
  const needed = useMemo(
    () => figureNames.filter((name: FigureName) => columnsOf(parsed.filter).includes(name)),
    [parsed.filter],
  );
  return { ...parsed, needed };
}
