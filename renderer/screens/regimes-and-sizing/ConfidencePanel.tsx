import { Slider } from "@blueprintjs/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { confidenceHistogram } from "../../../electron/charts/confidence-histogram.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { regimeSummary } from "../../../electron/contract/methods/regime.ts";
import { Chart, dragOnAxis } from "../../ui/Chart.tsx";
import { NumberLine, SwitchLine } from "../../ui/fields.tsx";
import { Panel } from "../../ui/panels.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import type { PanelProps } from "./panel-props.ts";

/** A key that is held down moves on before a screen has followed. */
const SETTLE_MS = 200;

/** Regime confidence of the observations and the threshold that is dragged over it; transition reduction. */
export function ConfidencePanel({
  data,
  view,
  onChange,
}: PanelProps & { data: ResultOf<typeof regimeSummary> }) {
  const theme = useChartTheme();
  const { threshold, setThreshold, commit } = useThreshold(view.minConfidence ?? 0, onChange);
  const option = useMemo(() => {
    const counts = data.confidenceHistogram;
    const total = counts.reduce((sum, count) => sum + count, 0);
    const kept = counts.reduce((sum, count, at) => (at >= threshold ? sum + count : sum), 0);
    const lowest = counts.findIndex((count) => count > 0);
    // Without a threshold its line stands at the first observation, where it keeps all.
    return confidenceHistogram({ counts, threshold: Math.max(threshold, lowest), kept, total }, { theme });
  }, [data, threshold, theme]);
  return (
    <Panel
      title="Confidence"
      note={threshold > 0 ? `from ${formatFigure(threshold)} %` : "no threshold"}
      className="confidence"
    >
      <div className="confidence-chart">
        <Chart
          option={option}
          label="Histogram of the regime confidence of all rows, with the threshold"
          onReady={(chart) =>
            dragOnAxis(chart, (place, done) => {
              const value = Math.min(100, Math.max(0, Math.round(place)));
              setThreshold(value);
              if (done) commit(value);
            })
          }
        />
      </div>
      <Slider
        min={0}
        max={100}
        stepSize={1}
        labelRenderer={false}
        value={threshold}
        onChange={setThreshold}
        onRelease={commit}
        handleHtmlProps={{ "aria-label": "Least confidence, percent" }}
      />
      <SwitchLine
        label="Weigh by confidence"
        explain={"Confidence weighting\nMultiplies the P&L of each row by its confidence"}
        checked={view.confidenceWeighted ?? false}
        onChecked={(on) => onChange({ confidenceWeighted: on || undefined })}
      />
      <TransitionFields transition={view.transition} onChange={onChange} />
    </Panel>
  );
}

/** The threshold while it is dragged, and what puts it in force; the chart keeps the handler that it was made with. */
function useThreshold(inForce: number, onChange: PanelProps["onChange"]) {
  const [threshold, setThreshold] = useState(inForce);
  useEffect(() => setThreshold(inForce), [inForce]);
  const latest = useRef(onChange);
  latest.current = onChange;
  const timer = useRef(0);
  const commit = (value: number) => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(
      // 1 % would keep all: the service takes it for a fraction that was meant as 100 %.
      () => latest.current({ minConfidence: value > 1 ? value : undefined }),
      SETTLE_MS,
    );
  };
  return { threshold, setThreshold, commit };
}

interface TransitionFieldsProps extends Pick<PanelProps, "onChange"> {
  readonly transition: PanelProps["view"]["transition"];
}

function TransitionFields({ transition, onChange }: TransitionFieldsProps) {
  return (
    <>
      <SwitchLine
        label="Reduce in transitions"
        explain={
          "Transition reduction\nScales down each row whose transition threshold is over the limit, and no other"
        }
        checked={transition !== undefined && transition.factor !== 1}
        onChecked={(on) => onChange({ transition: on ? { above: 0.5, factor: 0.5 } : undefined })}
      />
      {transition && transition.factor !== 1 && (
        <>
          <NumberLine
            label="Transition over"
            value={transition.above ?? 0.5}
            min={0}
            max={1}
            onValue={(above) => onChange({ transition: { ...transition, above: above ?? 0.5 } })}
          />
          <NumberLine
            label="Multiply by"
            value={transition.factor ?? 0.5}
            min={0}
            max={1}
            onValue={(factor) => onChange({ transition: { ...transition, factor: factor ?? 0.5 } })}
          />
        </>
      )}
    </>
  );
}
