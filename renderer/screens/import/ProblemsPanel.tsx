import { Button, Callout, Dialog, DialogBody } from "@blueprintjs/core";
import { useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { fileCell, type fileInspect } from "../../../electron/contract/methods/file.ts";
import { type ProblemReport, problemsIn } from "../../../electron/contract/problem.ts";
import { countOf } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { type ImportDraft, optionsOf } from "../../imports/draft.ts";
import { ReasonChips } from "../../ui/fields.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { CellContext } from "../../ui/tables.tsx";
import { asSentence, plainPaths, rejectReason, withoutFlags } from "../../ui/text.ts";
import { tip } from "../../ui/tips.tsx";

type Reject = ResultOf<typeof fileInspect>["rejectExamples"][number];

interface ProblemsPanelProps {
  readonly draft: ImportDraft;
  readonly seen: ResultOf<typeof fileInspect>;
  /** Why the import itself failed. */
  readonly problem: ProblemReport | null;
  /** Shows a column of this name in the table of columns. */
  readonly onColumn: (name: string) => void;
}

/** Cells that are not numbers, by reason, and everything else that was noticed. */
export function ProblemsPanel({ draft, seen, problem, onColumn }: ProblemsPanelProps) {
  const [reason, setReason] = useState<string | null>(null);
  const [open, setOpen] = useState<Reject | null>(null);
  const fault = problem ?? seen.problem;
  const faults = fault ? problemsIn(fault) : [];
  const examples = seen.rejectExamples.filter((one) => reason === null || one.reason === reason);
  const total = Object.values(seen.rejects).reduce((sum, count) => sum + count, 0);
  return (
    <Panel
      title="Problems"
      note={seen.checkedRows > 0 && problemsNote(total, seen.checkedRows)}
      className="problems"
    >
      {faults
        .filter(({ question }) => !question)
        .map(({ message, remedy }) => (
          <Callout key={message} intent="danger" compact role="alert">
            {plainPaths(message)} {withoutFlags(remedy ?? "")}
          </Callout>
        ))}
      {(!fault || fault.question) && total === 0 && seen.findings.length === 0 && (
        <p className="muted">
          {fault ? "Cells are looked through once the question above is answered." : "Nothing was noticed."}
        </p>
      )}
      <ReasonChips counts={seen.rejects} chosen={reason} onChoose={setReason} />
      {examples.length > 0 && (
        <ul className="reject-list">
          {examples.map((one) => (
            <li key={`${one.line} ${one.column}`}>
              <button type="button" onClick={() => setOpen(one)} {...tip("Show it among its lines")}>
                <span className="faint">line {formatFigure(one.line)}</span>
                <span className="truncate">{one.column}</span>
                <span className="mono truncate">{one.text || "(blank)"}</span>
                <span className="muted">{rejectReason(one.reason)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {seen.findings.map((finding) => (
        <p key={`${finding.kind} ${finding.message}`} className="finding">
          {asSentence(withoutFlags(finding.message))}
          {finding.examples.length > 0 && (
            <span className="faint"> {finding.examples.slice(0, 4).join(", ")}</span>
          )}
        </p>
      ))}
      {open && (
        <RejectContext
          draft={draft}
          reject={open}
          onRole={() => {
            onColumn(open.column);
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </Panel>
  );
}

const problemsNote = (cells: number, rows: number): string =>
  `${countOf(cells, "cell")} in ${countOf(rows, "row")}`;

interface RejectContextProps {
  readonly draft: ImportDraft;
  readonly reject: Reject;
  readonly onRole: () => void;
  readonly onClose: () => void;
}

/** A cell that is no number, among the lines and columns around it, as the file has them. */
function RejectContext({ draft, reject, onRole, onClose }: RejectContextProps) {
  const { data, problem } = useResult(fileCell, {
    ...optionsOf(draft),
    file: draft.files[0] ?? "",
    line: reject.line,
    column: reject.column,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      className="cell-dialog"
      title={`${reject.column}, line ${formatFigure(reject.line)}: ${rejectReason(reject.reason)}`}
    >
      <DialogBody>
        {problem ? (
          <ProblemView problem={problem} />
        ) : data ? (
          <CellContext
            label={`Lines around line ${reject.line}`}
            corner="Line"
            columns={data.columns}
            rows={data.rows.map(({ line, cells }) => ({ head: formatFigure(line), cells }))}
            row={data.row}
            column={data.column}
          />
        ) : (
          <Loading what="Reading the lines" />
        )}
        <div className="cell-actions">
          <Button text={`Show ${reject.column} among the columns`} onClick={onRole} />
        </div>
      </DialogBody>
    </Dialog>
  );
}
