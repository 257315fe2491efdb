import { Button, Dialog, DialogBody } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { fileCell, type fileInspect } from "../../../electron/contract/methods/file.ts";
import { useResult } from "../../bridge/use-result.ts";
import { type ImportDraft, optionsOf } from "../../imports/draft.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { CellContext } from "../../ui/tables.tsx";

type Reject = ResultOf<typeof fileInspect>["rejectExamples"][number];

interface RejectContextProps {
  readonly draft: ImportDraft;
  readonly reject: Reject;
  readonly onRole: () => void;
  readonly onClose: () => void;
}

/** A cell that is no number, among the lines and columns around it, as the file has them. */
export function RejectContext({ draft, reject, onRole, onClose }: RejectContextProps) {
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
      title={`${reject.column}, line ${formatFigure(reject.line)}: ${reject.reason}`}
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
