import type { EChartsType } from "echarts/core";
import { useEffect, useRef } from "react";
import type { ChartOption } from "../../electron/charts/parts/frame.ts";
import "./chart.css";
import { init } from "./echarts.ts";

interface ChartProps {
  /** Keep it stable (useMemo): a new option is drawn anew. */
  readonly option: ChartOption;
  /** What the chart shows and says, in a sentence, for people who cannot see it. */
  readonly label: string;
  /** Called once with the chart, for pictures and pointer events. */
  readonly onReady?: (chart: EChartsType) => void;
}

/** Draws an option on a canvas that fills its parent and follows its size. */
export function Chart({ option, label, onReady }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const ready = useRef(onReady);
  ready.current = onReady;

  useEffect(() => {
    if (!holder.current) return;
    const made = init(holder.current, null, { renderer: "canvas" });
    chart.current = made;
    ready.current?.(made);
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(holder.current);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true, lazyUpdate: true });
  }, [option]);

  return <div className="chart" ref={holder} role="img" aria-label={label} />;
}
