import { formatFigure } from "../../../electron/charts/parts/format.ts";
import {
  type DatasetSummary,
  datasetCells,
  datasetStrategies,
} from "../../../electron/contract/methods/dataset.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Bytes } from "../../ui/figures.tsx";

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
