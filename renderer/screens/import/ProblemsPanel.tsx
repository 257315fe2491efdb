import { Callout } from "@blueprintjs/core";
import { useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { fileInspect } from "../../../electron/contract/methods/file.ts";
import type { ProblemReport } from "../../../electron/contract/problem.ts";
import type { ImportDraft } from "../../imports/draft.ts";
import { ReasonChips } from "../../ui/fields.tsx";
import { Panel } from "../../ui/panels.tsx";
import { plainPaths, withoutFlags } from "../../ui/text.ts";
import { tip } from "../../ui/tips.tsx";
import { RejectContext } from "./RejectContext.tsx";

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
  const examples = seen.rejectExamples.filter((one) => reason === null || one.reason === reason);
  const total = Object.values(seen.rejects).reduce((sum, count) => sum + count, 0);
  return (
    <Panel
      title="Problems"
      note={`${formatFigure(total)} cells in ${formatFigure(seen.checkedRows)} rows looked at`}
      className="problems"
    >
      {fault && (
        <Callout intent="danger" compact role="alert">
          {plainPaths(fault.message)} {withoutFlags(fault.remedy ?? "")}
        </Callout>
      )}
      {!fault && total === 0 && seen.findings.length === 0 && <p className="muted">Nothing was noticed.</p>}
      <ReasonChips counts={seen.rejects} chosen={reason} onChoose={setReason} />
      {examples.length > 0 && (
        <ul className="reject-list">
          {examples.map((one) => (
            <li key={`${one.line} ${one.column}`}>
              <button type="button" onClick={() => setOpen(one)} {...tip("Show it among its lines")}>
                <span className="faint">line {formatFigure(one.line)}</span>
                <span className="truncate">{one.column}</span>
                <span className="mono truncate">{one.text || "(blank)"}</span>
                <span className="muted">{one.reason}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {seen.findings.map((finding) => (
        <p key={`${finding.kind} ${finding.message}`} className="finding">
          {finding.message}
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
