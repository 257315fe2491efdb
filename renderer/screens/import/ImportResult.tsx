import { Button } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { datasetImport } from "../../../electron/contract/methods/dataset.ts";
import { bytesParts, formatDuration } from "../../../electron/contract/text.ts";
import { DatasetFacts } from "../../imports/DatasetFacts.tsx";
import { UniverseNote } from "../../searches/UniverseNote.tsx";
import { goTo } from "../../state/route.ts";
import { KeyFigure } from "../../ui/figures.tsx";
import { Panel } from "../../ui/panels.tsx";

interface ImportResultProps {
  /** With `added` when rows were appended to a dataset. */
  readonly result: ResultOf<typeof datasetImport> & { readonly added?: number };
  readonly onAgain: () => void;
}

/** The dataset that an import made. */
export function ImportResult({ result, onAgain }: ImportResultProps) {
  const { dataset, seconds, added } = result;
  const rejects = Object.values(dataset.rejects).reduce((sum, count) => sum + count, 0);
  const size = bytesParts(dataset.bytes);
  const rate = bytesParts(dataset.source.bytes / Math.max(0.001, seconds));
  return (
    <div className="import-result">
      <div className="key-figures">
        {added !== undefined && <KeyFigure label="Added" value={formatFigure(added)} unit="rows" />}
        <KeyFigure label="Strategies" value={formatFigure(dataset.strategies)} />
        <KeyFigure
          label="Rows"
          value={formatFigure(dataset.observations)}
          note={`${dataset.firstDate} to ${dataset.lastDate}`}
        />
        <KeyFigure
          label="Not as written"
          value={formatFigure(rejects)}
          unit="cells"
          tone={rejects > 0 ? "warning" : undefined}
        />
        <KeyFigure label="On disk" value={size.text} unit={size.unit} note={dataset.compression} />
        <KeyFigure
          label="Time"
          value={formatDuration(seconds)}
          note={`${rate.text} ${rate.unit} per second`}
        />
      </div>
      <Panel
        title={added === undefined ? `${dataset.name} is ready` : `${dataset.name} has more days`}
        actions={
          <>
            <Button text="Import another" onClick={onAgain} />
            <Button text="See the data" onClick={() => goTo("data")} />
            <Button intent="primary" text="Look at the strategies" onClick={() => goTo("strategies")} />
          </>
        }
      >
        <DatasetFacts dataset={dataset} />
        <UniverseNote
          view={{ dataset: dataset.name, version: dataset.version }}
          cells={dataset.strategies * dataset.observations}
        />
      </Panel>
    </div>
  );
}
