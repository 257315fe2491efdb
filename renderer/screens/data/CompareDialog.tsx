import { Button, Callout, Dialog, DialogBody, DialogFooter } from "@blueprintjs/core";
import { Download } from "@blueprintjs/icons";
import { useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { datasetList } from "../../../electron/contract/methods/dataset.ts";
import { validateDatasets } from "../../../electron/contract/methods/validate.ts";
import { metricTable } from "../../../electron/contract/metrics.ts";
import { useHost } from "../../bridge/host.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useTask } from "../../bridge/use-task.ts";
import { ChoiceLine } from "../../ui/fields.tsx";
import { TaskLine } from "../../ui/messages.tsx";
import { saveBlob } from "../../ui/save-blob.ts";
import { NumberHead } from "../../ui/tables.tsx";
import { formatDifference } from "../../ui/text.ts";

type Comparison = ResultOf<typeof validateDatasets>;

interface Found {
  readonly other: string;
  readonly comparison: Comparison;
}

/** Compares a dataset with another one: every observation, strategy, cell and metric; the report can be kept and signed. */
export function CompareDialog({ dataset, onClose }: { dataset: string; onClose: () => void }) {
  const { transport } = useHost();
  const task = useTask(`Comparing ${dataset}`);
  const { data } = useResult(datasetList, {});
  const others = (data?.datasets ?? []).map(({ name }) => name).filter((name) => name !== dataset);
  const [chosen, setChosen] = useState<string | null>(null);
  const other = chosen ?? others[0];
  const [found, setFound] = useState<Found | null>(null);

  const compare = async () => {
    if (other === undefined) return;
    setFound(null);
    const comparison = await task.run((tools) => transport.call(validateDatasets, { dataset, other }, tools));
    if (comparison) setFound({ other, comparison });
  };
  return (
    <Dialog isOpen className={found ? "compare-dialog" : ""} title={`Compare ${dataset}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void compare();
        }}
      >
        <DialogBody>
          {data && others.length === 0 ? (
            <p className="muted">There is no other dataset to compare with.</p>
          ) : (
            <ChoiceLine
              label="With"
              explain={
                "Compare\nObservations, strategies, every cell and all metrics of every common strategy; they agree within 0.001 percent"
              }
              value={other ?? ""}
              options={others}
              autoFocus
              disabled={task.running}
              onValue={setChosen}
            />
          )}
          <TaskLine {...task} />
          {found && <ComparisonView here={dataset} there={found.other} comparison={found.comparison} />}
        </DialogBody>
        <DialogFooter
          actions={
            <>
              {found && (
                <Button icon={<Download />} text="Report" onClick={() => saveReport(dataset, found)} />
              )}
              <Button
                text={task.running ? "Cancel" : "Close"}
                onClick={task.running ? task.cancel : onClose}
              />
              <Button
                type="submit"
                intent="primary"
                text="Compare"
                loading={task.running}
                disabled={other === undefined}
              />
            </>
          }
        />
      </form>
    </Dialog>
  );
}

function saveReport(dataset: string, { other, comparison }: Found): void {
  saveBlob(new Blob([comparison.report], { type: "text/markdown" }), `${dataset}-against-${other}.md`);
}

interface ComparisonViewProps {
  readonly here: string;
  readonly there: string;
  readonly comparison: Comparison;
}

const titles = { observations: "Rows", strategies: "Strategies", cells: "Cells", metrics: "Metrics" };

const metricWords = (name: string) =>
  name in metricTable ? metricTable[name as keyof typeof metricTable].short : name;

/** So many differences can be looked at here; the report has more. */
const SHOWN = 12;

/** Whether two datasets are the same, part by part, with the largest differences and the names of one side alone. */
function ComparisonView({ here, there, comparison }: ComparisonViewProps) {
  const { agrees, parts, differences, onlyHere, onlyThere } = comparison;
  const alone = [
    [here, "strategies", onlyHere.strategies],
    [there, "strategies", onlyThere.strategies],
    [here, "rows", onlyHere.observations],
    [there, "rows", onlyThere.observations],
  ] as const;
  return (
    <div className="comparison">
      <Callout intent={agrees ? "success" : "warning"} compact role="status">
        {agrees
          ? `${here} and ${there} agree: every row, strategy, cell and metric.`
          : `${here} and ${there} do not agree.`}
      </Callout>
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <NumberHead>Compared</NumberHead>
            <NumberHead>Agree</NumberHead>
            <NumberHead>Largest difference</NumberHead>
          </tr>
        </thead>
        <tbody>
          {parts.map((one) => (
            <tr key={one.part}>
              <th scope="row">{titles[one.part]}</th>
              <td className="number">{formatFigure(one.compared)}</td>
              <td className={one.agreeing < one.compared ? "number loss" : "number"}>
                {formatFigure(one.agreeing)}
              </td>
              <td className="number">{formatDifference(one.largest)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {alone
        .filter(([, , names]) => names.length > 0)
        .map(([name, what, names]) => (
          <p key={`${name} ${what}`} className="comparison-alone">
            In {name} alone: {what} {names.slice(0, 5).join(", ")}
            {names.length > 5 && " …"}
          </p>
        ))}
      {differences.length > 0 && <Differences here={here} there={there} comparison={comparison} />}
    </div>
  );
}

function Differences({ here, there, comparison: { differences, differenceCount } }: ComparisonViewProps) {
  // A metric differs because a cell does, so cells come first; within them the largest, as they were found.
  const causes = differences.toSorted((a, b) => Number(a.part === "metrics") - Number(b.part === "metrics"));
  return (
    <>
      <h3>
        {formatFigure(differenceCount)} {differenceCount === 1 ? "difference" : "differences"}, cells first
      </h3>
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">Strategy</th>
            <th scope="col">At</th>
            <NumberHead>{here}</NumberHead>
            <NumberHead>{there}</NumberHead>
            <NumberHead>Difference</NumberHead>
          </tr>
        </thead>
        <tbody>
          {causes.slice(0, SHOWN).map((one) => (
            <tr key={`${one.strategy} ${one.at}`}>
              <th scope="row">{one.strategy}</th>
              <td>{one.part === "metrics" ? metricWords(one.at) : one.at}</td>
              <td className="number">{formatFigure(one.ours, 4)}</td>
              <td className="number">{formatFigure(one.theirs, 4)}</td>
              <td className="number">{formatDifference(one.relative)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
