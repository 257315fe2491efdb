import { formatMetric, isSign, type Money, withUnit } from "../../electron/contract/figures/money.ts";
import type { MetricName } from "../../electron/contract/metrics.ts";
import { metricTone, metricUnit } from "./metric-text.ts";

interface MetricValueProps {
  readonly name: MetricName;
  readonly value: number;
  readonly money: Money;
}

/** One metric with its unit; gains and losses are coloured where the sign is the message. */
export function MetricValue({ name, value, money }: MetricValueProps) {
  const figure = formatMetric(name, value, money);
  const unit = metricUnit(name, money);
  const inFront = isSign(unit);
  return (
    <>
      <span className={metricTone(name, value)}>{inFront ? withUnit(figure, unit) : figure}</span>
      {unit !== "" && !inFront && <span className="unit">{unit}</span>}
    </>
  );
}
