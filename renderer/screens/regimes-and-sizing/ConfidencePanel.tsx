import { Slider, Switch } from "@blueprintjs/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { confidenceHistogram } from "../../../electron/charts/confidence-histogram.ts";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { regimeSummary } from "../../../electron/contract/methods/regime.ts";
import { Chart, dragOnAxis } from "../../ui/Chart.tsx";
import { Field, NumberField } from "../../ui/fields.tsx";
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
  const inForce = view.minConfidence ?? 0;
  const [threshold, setThreshold] = useState(inForce);
  useEffect(() => setThreshold(inForce), [inForce]);
  const option = useMemo(() => {
    const counts = data.confidenceHistogram;
    const total = counts.reduce((sum, count) => sum + count, 0);
    const kept = counts.reduce((sum, count, at) => (at >= threshold ? sum + count : sum), 0);
    const lowest = counts.findIndex((count) => count > 0);
    // Without a threshold its line stands at the first observation, where it keeps all.
    return confidenceHistogram({ counts, threshold: Math.max(threshold, lowest), kept, total }, { theme });
  }, [data, threshold, theme]);
  const { transition } = view;
  // The chart keeps the handler that it was made with.
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
  return (
    <Panel
      title="Confidence"
      note={threshold > 0 ? `from ${formatFigure(threshold)} %` : "no threshold"}
      className="confidence"
    >
      <div className="confidence-chart">
        <Chart
          option={option}
          label="Histogram of the regime confidence of all observations, with the threshold"
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
      <Field
        label="Weigh by confidence"
        explain={"Confidence weighting\nMultiplies the P&L of each observation by its confidence"}
      >
        {(id) => (
          <Switch
            id={id}
            checked={view.confidenceWeighted ?? false}
            onChange={(event) => onChange({ confidenceWeighted: event.currentTarget.checked || undefined })}
          />
        )}
      </Field>
      <Field
        label="Reduce in transitions"
        explain={
          "Transition reduction\nScales down each observation whose transition threshold is over the limit, and no other"
        }
      >
        {(id) => (
          <Switch
            id={id}
            checked={transition !== undefined}
            onChange={(event) =>
              onChange({ transition: event.currentTarget.checked ? { above: 0.5, factor: 0.5 } : undefined })
            }
          />
        )}
      </Field>
      {transition && (
        <>
          <Field label="Transition over">
            {(id) => (
              <NumberField
                id={id}
                value={transition.above ?? 0.5}
                min={0}
                max={1}
                onValue={(above) => onChange({ transition: { ...transition, above: above ?? 0.5 } })}
              />
            )}
          </Field>
          <Field label="Multiply by">
            {(id) => (
              <NumberField
                id={id}
                value={transition.factor ?? 0.5}
                min={0}
                max={1}
                onValue={(factor) => onChange({ transition: { ...transition, factor: factor ?? 0.5 } })}
              />
            )}
          </Field>
        </>
      )}
    </Panel>
  );
}
