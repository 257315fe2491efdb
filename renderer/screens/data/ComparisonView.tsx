import { Callout } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { validateDatasets } from "../../../electron/contract/methods/validate.ts";
import { metricTable } from "../../../electron/contract/metrics.ts";
import { NumberHead } from "../../ui/tables.tsx";
import { formatDifference } from "./format-difference.ts";
import "./compare.css";

interface ComparisonViewProps {
  readonly here: string;
  readonly there: string;
  readonly comparison: ResultOf<typeof validateDatasets>;
}

const titles = { observations: "Observations", strategies: "Strategies", cells: "Cells", metrics: "Metrics" };
const metricWords = (name: string) =>
  name in metricTable ? metricTable[name as keyof typeof metricTable].short : name;
/** So many differences can be looked at here; the report has more. */
const SHOWN = 12;

/** Whether two datasets are the same, part by part, with the largest differences and the names of one side alone. */
export function ComparisonView({ here, there, comparison }: ComparisonViewProps) {
  const { agrees, parts, differences, differenceCount, onlyHere, onlyThere } = comparison;
  // A metric differs because a cell does, so cells come first; within them the largest, as they were found.
  const causes = differences.toSorted((a, b) => Number(a.part === "metrics") - Number(b.part === "metrics"));
  const alone = [
    [here, "strategies", onlyHere.strategies],
    [there, "strategies", onlyThere.strategies],
    [here, "observations", onlyHere.observations],
    [there, "observations", onlyThere.observations],
  ] as const;
  return (
    <div className="comparison">
      <Callout intent={agrees ? "success" : "warning"} compact role="status">
        {agrees
          ? `${here} and ${there} agree: every observation, strategy, cell and metric.`
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
      {differences.length > 0 && (
        <>
          <h3>
            {formatFigure(differenceCount)} {differenceCount === 1 ? "difference" : "differences"}, cells
            first
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
      )}
    </div>
  );
}
