import { Button } from "@blueprintjs/core";
import { Issue } from "@blueprintjs/icons";
import type { ProblemReport } from "../../electron/contract/problem.ts";
import { Message } from "./Message.tsx";
import { plainPaths } from "./plain-paths.ts";
import { withoutFlags } from "./without-flags.ts";

interface ProblemViewProps {
  readonly problem: ProblemReport;
  readonly onRetry?: () => void;
}

/** A failure in place of what could not be shown: what happened, where, what to do. */
export function ProblemView({ problem, onRetry }: ProblemViewProps) {
  const where = [
    problem.file && plainPaths(problem.file),
    problem.line === undefined ? null : `line ${problem.line}`,
    problem.column === undefined ? null : `column ${problem.column}`,
  ].filter(Boolean);
  return (
    <Message
      role="alert"
      icon={<Issue size={28} className="loss" />}
      title={plainPaths(problem.message)}
      actions={onRetry && <Button text="Try again" onClick={onRetry} />}
    >
      {where.length > 0 && <p className="mono">{where.join(", ")}</p>}
      {problem.remedy && <p>{withoutFlags(problem.remedy)}</p>}
    </Message>
  );
}
