import { Button, Callout } from "@blueprintjs/core";
import type { ImportQuestion } from "../../../electron/contract/importing.ts";
import { type ProblemReport, problemsIn } from "../../../electron/contract/problem.ts";
import { plainPaths } from "../../ui/text.ts";

interface QuestionPanelProps {
  readonly problem: ProblemReport & { readonly question: ImportQuestion };
  readonly onAnswer: (answer: ImportQuestion["answers"][number]) => void;
}

/** Everything that only a person can decide about a file, at once. */
export function QuestionPanels({
  problem,
  onAnswer,
}: {
  problem: ProblemReport;
  onAnswer: QuestionPanelProps["onAnswer"];
}) {
  return problemsIn(problem).map(
    (one) =>
      one.question && (
        <QuestionPanel key={one.message} problem={{ ...one, question: one.question }} onAnswer={onAnswer} />
      ),
  );
}

/** What only a person can decide about a file: why it is asked, cells as written, and a button for each answer. */
function QuestionPanel({ problem, onAnswer }: QuestionPanelProps) {
  const { cells, answers } = problem.question;
  return (
    <Callout className="import-question" intent="warning" title="How is this to be read?" role="alert">
      <p>{plainPaths(problem.message)}</p>
      {cells.length > 0 && (
        <p className="import-question-cells">
          {cells.map((cell) => (
            <code key={cell}>{cell}</code>
          ))}
        </p>
      )}
      <div className="import-question-answers">
        {answers.map((answer) => (
          <Button key={answer.label} text={answer.label} onClick={() => onAnswer(answer)} />
        ))}
        {answers.length === 0 && (
          <span className="muted">No column can be it. Say what the file is at the left.</span>
        )}
      </div>
    </Callout>
  );
}
