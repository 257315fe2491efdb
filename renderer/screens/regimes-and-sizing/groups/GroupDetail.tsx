import { Button } from "@blueprintjs/core";
import { Cross } from "@blueprintjs/icons";
import {
  type GroupBy,
  type GroupStatistic,
  groupStrategies,
} from "../../../../electron/contract/methods/group.ts";
import { useResult } from "../../../bridge/use-result.ts";
import { useMoney } from "../../../state/money.ts";
import { NumberHead } from "../../../ui/tables.tsx";
import type { PanelProps } from "../panel-props.ts";
import { formatStatistic, groupTitle, statisticTable } from "./statistics.ts";

interface GroupDetailProps extends Pick<PanelProps, "view"> {
  readonly by: GroupBy;
  readonly strategy: string;
  readonly onClose: () => void;
}

const shown = [
  ["observations", "Rows"],
  ["total", "Total"],
  ["mean", "Mean"],
  ["win_rate", "Win %"],
  ["max_drawdown", "Max drawdown"],
  ["profit_factor", "PF"],
  ["t_value", "t"],
] as const satisfies readonly (readonly [GroupStatistic, string])[];

/** One strategy in every group, with all figures that one looks at beside each other. */
export function GroupDetail({ view, by, strategy, onClose }: GroupDetailProps) {
  const money = useMoney();
  const statistics = shown.map(([name]) => name);
  const { data, problem } = useResult(groupStrategies, { ...view, by, statistics, strategies: [strategy] }, [
    "settings-changed",
    "datasets-changed",
  ]);
  const current = data?.strategies[0] === strategy ? data : null;
  const rows = current && [
    ...current.groups.map(({ name }, g) => ({
      title: groupTitle(name),
      figureOf: (k: number) => current.values[k * current.groups.length + g]?.[0] ?? Number.NaN,
    })),
    { title: "All", figureOf: (k: number) => current.whole[k]?.[0] ?? Number.NaN },
  ];
  return (
    <section className="group-detail" aria-label={strategy}>
      <header>
        <h3>{strategy}</h3>
        <Button variant="minimal" size="small" icon={<Cross />} aria-label="Close" onClick={onClose} />
      </header>
      {problem && <p className="loss">{problem.message}</p>}
      {rows && (
        <table className="lane-table">
          <thead>
            <tr>
              <th scope="col">Group</th>
              {shown.map(([name, heading]) => (
                <NumberHead
                  key={name}
                  explain={`${statisticTable[name].title}\n${statisticTable[name].formula}`}
                >
                  {heading}
                </NumberHead>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ title, figureOf }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                {shown.map(([name], k) => (
                  <td
                    key={name}
                    className={(statisticTable[name].lean?.(figureOf(k)) ?? 0) < 0 ? "number loss" : "number"}
                  >
                    {formatStatistic(name, figureOf(k), money)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
