import { Button, InputGroup, PopoverNext } from "@blueprintjs/core";
import { Cross, Filter as FilterIcon, Help } from "@blueprintjs/icons";
import { useId } from "react";

interface FilterBarProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Why the expression cannot be used, null when it can. */
  readonly problem: string | null;
}

const examples = [
  "sharpe > 1.5 and max_drawdown < 20k",
  'name ~ "SL7%" or profit_factor >= 2',
  'win_rate > 55 and not name ~ "/ 1[45]\\d\\d-/"',
];

/** A filter expression with its faults said at once. */
export function FilterBar({ text, onText, problem }: FilterBarProps) {
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
                    Compare a metric with a number, or the name with a text; join with <b>and</b>, <b>or</b>,{" "}
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
