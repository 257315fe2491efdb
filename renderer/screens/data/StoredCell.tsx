import { Dialog, DialogBody } from "@blueprintjs/core";
import { useEffect, useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { datasetRejects } from "../../../electron/contract/methods/dataset.ts";
import { problemOf } from "../../../electron/contract/problem.ts";
import { useHost } from "../../bridge/host.ts";
import { Loading } from "../../ui/messages.tsx";
import { CellContext } from "../../ui/tables.tsx";
import { type StoredContext, storedContext } from "./stored-context.ts";

interface StoredCellProps {
  readonly dataset: string;
  readonly reject: ResultOf<typeof datasetRejects>["rejects"][number];
  readonly onClose: () => void;
}

/** A cell of the ledger: what was written, and what stands in the dataset now among its neighbours. */
export function StoredCell({ dataset, reject, onClose }: StoredCellProps) {
  const { transport } = useHost();
  const [context, setContext] = useState<StoredContext | string | null>(null);
  useEffect(() => {
    let wanted = true;
    storedContext(transport, dataset, reject)
      .catch((error: unknown) => problemOf(error).message)
      .then((found) => wanted && setContext(found));
    return () => {
      wanted = false;
    };
  }, [transport, dataset, reject]);
  const taken = reject.value === null ? "missing" : formatFigure(reject.value, 2);
  return (
    <Dialog isOpen onClose={onClose} className="cell-dialog" title={reject.strategy ?? reject.column}>
      <DialogBody>
        <p className="cell-sentence">
          {reject.file.split(/[\\/]/).at(-1)}, line {formatFigure(reject.line)}:{" "}
          <b className="mono">{reject.text || "(blank)"}</b> is {reason(reject.reason)}, taken as{" "}
          <b>{taken}</b>.
        </p>
        {context === null ? (
          <Loading what="Reading the cells" />
        ) : typeof context === "string" ? (
          <p className="muted">{context}</p>
        ) : (
          <CellContext label="Stored cells around it" corner="Observation" {...context} />
        )}
      </DialogBody>
    </Dialog>
  );
}

const reasons: Readonly<Record<string, string>> = {
  blank: "blank",
  "na-token": "a word for no value",
  text: "no number",
  infinite: "infinite",
  thousands: "a number with separators that were not declared",
  "missing-cell": "beyond the end of its row",
};
const reason = (code: string): string => reasons[code] ?? code;
