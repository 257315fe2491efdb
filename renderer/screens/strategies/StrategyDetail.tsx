import { Button } from "@blueprintjs/core";
import { Cross } from "@blueprintjs/icons";
import { useMemo } from "react";
import { type BeliefName, beliefName, beliefTable } from "../../../electron/contract/expected.ts";
import { metricMoney } from "../../../electron/contract/figures/money.ts";
import { strategyBelieved, strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { type MetricName, metricName, metricTable } from "../../../electron/contract/metrics.ts";
import { useResult } from "../../bridge/use-result.ts";
import { MetricValue } from "../../metrics/MetricValue.tsx";
import { explainMetric } from "../../metrics/metric-text.ts";
import { useMoney } from "../../state/money.ts";
import type { useView } from "../../state/view.ts";
import { Panel } from "../../ui/panels.tsx";
import { tip } from "../../ui/tips.tsx";
import { explainBelief, formatBelief } from "./strategy-columns.tsx";
import type { StrategyTable } from "./use-strategy-table.ts";

interface StrategyDetailProps {
  readonly table: StrategyTable;
  readonly name: string;
  readonly view: NonNullable<ReturnType<typeof useView>>;
  readonly onClose: () => void;
}

/** One strategy with what is believed of it and all of its metrics. */
export function StrategyDetail({ table, name, view, onClose }: StrategyDetailProps) {
  const row = useMemo(() => table.names.indexOf(name), [table.names, name]);
  const { data } = useResult(strategyMetrics, { ...view, strategies: [name] });
  const money = useMoney();
  const shown = metricMoney(data?.basis ?? table.basis, money);
  const figure = (metric: MetricName): number | undefined =>
    data?.strategies[0] === name
      ? data.values[data.metrics.indexOf(metric)]?.[0]
      : table.columns.get(metric)?.[row];
  // From the table's own judgement where the grid shows it, else from one that the service keeps.
  const isKnown = beliefName.options.every((one) => table.columns.has(one));
  const believed = useResult(strategyBelieved, isKnown ? null : { ...view, strategies: [name] });
  const belief = (one: BeliefName): number | undefined =>
    isKnown ? table.columns.get(one)?.[row] : believed.data?.values[believed.data.figures.indexOf(one)]?.[0];
  return (
    <Panel
      className="strategy-detail"
      title={name}
      actions={
        <Button variant="minimal" size="small" icon={<Cross />} aria-label="Close" onClick={onClose} />
      }
    >
      <dl className="strategy-metrics">
        {beliefName.options.map((one) => {
          const value = belief(one);
          return (
            <div key={one} className="strategy-metric">
              <dt {...tip(explainBelief(one))}>{beliefTable[one].title}</dt>
              <dd>{value === undefined ? <span className="faint">…</span> : formatBelief(one, value)}</dd>
            </div>
          );
        })}
        {metricName.options.map((metric) => {
          const value = figure(metric);
          return (
            <div key={metric} className="strategy-metric">
              <dt {...tip(explainMetric(metric, data?.basis ?? table.basis))}>{metricTable[metric].title}</dt>
              <dd>
                {value === undefined ? (
                  <span className="faint">…</span>
                ) : (
                  <MetricValue name={metric} value={value} money={shown} />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}
