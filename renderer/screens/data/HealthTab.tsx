import { Button, Callout } from "@blueprintjs/core";
import { Shield, Wrench } from "@blueprintjs/icons";
import { useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import {
  type DatasetSummary,
  datasetCells,
  datasetStrategies,
  datasetVerify,
} from "../../../electron/contract/methods/dataset.ts";
import { countOf } from "../../../electron/contract/text.ts";
import { useHost } from "../../bridge/host.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useTask } from "../../bridge/use-task.ts";
import { Amount, Bytes } from "../../ui/figures.tsx";
import "../../ui/facts.css";
import { ProgressLine } from "../../ui/messages.tsx";
import { withoutFlags } from "../../ui/text.ts";

type Report = ResultOf<typeof datasetVerify>;

/** Whether every byte is as it was written, repair from the source, and what the dataset takes on the disk. */
export function HealthTab({ dataset }: { dataset: DatasetSummary }) {
  const { transport } = useHost();
  const task = useTask(`Verifying ${dataset.name}`);
  const [report, setReport] = useState<Report | null>(null);
  const verify = async (repair: boolean) => {
    const answer = await task.run((tools) =>
      transport.call(datasetVerify, { dataset: dataset.name, repair }, tools),
    );
    if (answer) setReport(answer);
  };
  const cells = dataset.observations * dataset.strategies;
  return (
    <div className="health">
      <div className="health-actions">
        <Button
          icon={<Shield />}
          text="Verify every byte"
          disabled={task.running}
          onClick={() => void verify(false)}
        />
        {report && report.faults.length > 0 && !report.repaired && (
          <Button
            intent="primary"
            icon={<Wrench />}
            text="Repair from the source"
            disabled={task.running}
            onClick={() => void verify(true)}
          />
        )}
        {task.running && <Button text="Cancel" onClick={task.cancel} />}
      </div>
      {task.running && <ProgressLine fraction={task.progress?.fraction} />}
      {task.problem && (
        <Callout intent="danger" compact role="alert">
          {task.problem.message} {withoutFlags(task.problem.remedy ?? "")}
        </Callout>
      )}
      {report && <Verdict report={report} />}
      <h3>On the disk</h3>
      <dl className="facts">
        <div>
          <dt>Dataset</dt>
          <dd>
            <Bytes value={dataset.bytes} />, {dataset.compression}
          </dd>
        </div>
        <div>
          <dt>{dataset.action === "append" ? "Last source" : "Source"}</dt>
          <dd className="truncate">
            <Bytes value={dataset.source.bytes} />, {dataset.source.fileName}
          </dd>
        </div>
        <div>
          <dt>Per cell</dt>
          <dd>
            <Amount text={formatFigure(dataset.bytes / Math.max(1, cells), 2)} unit="bytes" /> of 8 in memory
          </dd>
        </div>
      </dl>
      <ReadCosts key={dataset.version} dataset={dataset} />
    </div>
  );
}

function Verdict({ report }: { report: Report }) {
  const { faults, files, bytes, repaired, dataset } = report;
  if (faults.length === 0)
    return (
      <Callout intent="success" compact role="status">
        As it was written: {countOf(files, "file")}, <Bytes value={bytes} /> read.
      </Callout>
    );
  return (
    <Callout intent={repaired ? "success" : "danger"} compact role="status">
      {repaired
        ? `Repaired: version ${dataset.version} was made from the source. What was wrong:`
        : "Not as it was written:"}
      <ul className="health-faults">
        {faults.map((one) => (
          <li key={`${one.file} ${one.fault}`}>
            <span className="mono">{one.file}</span>: {one.fault}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

interface CostProps {
  readonly dataset: DatasetSummary;
  readonly title: string;
  readonly strategies: readonly string[];
  readonly from?: string;
}

const MANY = 100;

/** What reading a part takes from the disk: only the columns and row groups that it needs. Tried out, not estimated. */
export function ReadCosts({ dataset }: { dataset: DatasetSummary }) {
  const { data } = useResult(datasetStrategies, { dataset: dataset.name, limit: MANY });
  if (!data || data.names.length === 0) return null;
  const [first = ""] = data.names;
  const last = dataset.lastDate;
  return (
    <>
      <h3>Read from the disk for</h3>
      <table className="read-costs">
        <tbody>
          <Cost dataset={dataset} title="one strategy, every day" strategies={[first]} />
          <Cost
            dataset={dataset}
            title={`${formatFigure(data.names.length)} strategies, every day`}
            strategies={data.names}
          />
          <Cost dataset={dataset} title="one strategy, the last day" strategies={[first]} from={last} />
        </tbody>
      </table>
    </>
  );
}

function Cost({ dataset, title, strategies, from }: CostProps) {
  const { data } = useResult(datasetCells, {
    dataset: dataset.name,
    strategies: [...strategies],
    ...(from === undefined ? {} : { from }),
  });
  return (
    <tr>
      <th scope="row">{title}</th>
      <td className="number">{data ? <Bytes value={data.bytesRead} /> : "…"}</td>
      <td className="number faint">
        {data && `${formatFigure((100 * data.bytesRead) / Math.max(1, dataset.bytes), 1)} %`}
      </td>
    </tr>
  );
}
