import { Button } from "@blueprintjs/core";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { type datasetList, datasetRestore } from "../../../electron/contract/methods/dataset.ts";
import { useAction } from "../../bridge/use-action.ts";
import { formatMoment } from "../../ui/text.ts";

/** Deleted datasets, which can be brought back; nothing when there is none. */
export function TrashList({ entries }: { entries: ResultOf<typeof datasetList>["trash"] }) {
  const act = useAction();
  if (entries.length === 0) return null;
  return (
    <section className="trash" aria-label="Trash">
      <h2 className="panel-title">Trash</h2>
      {entries.map((entry) => (
        <div key={entry.id} className="trash-line">
          <span className="truncate">{entry.name}</span>
          <span className="faint">deleted {formatMoment(entry.deletedAt)}</span>
          <Button
            variant="minimal"
            size="small"
            text="Bring back"
            onClick={() => void act(datasetRestore, { id: entry.id })}
          />
        </div>
      ))}
    </section>
  );
}
