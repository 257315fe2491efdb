import { TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { type ReactNode, useEffect, useRef } from "react";
import type { ChartOption } from "../../electron/charts/parts/frame.ts";
import { chartModules } from "../../electron/charts/parts/modules.ts";
import "./chart.css";
import { CopyMenu } from "./CopyMenu.tsx";
import { Panel } from "./panels.tsx";
import { titledPicture } from "./titled-picture.ts";

use([...chartModules, TooltipComponent, CanvasRenderer]);

/** ECharts with the parts that the charts of this product use and no others. */
export { init };

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
      // A drawing that takes several frames would go on in the next one, of a chart that is gone: another ends it.
      made.clear();
      made.getZr().refreshImmediately();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true, lazyUpdate: true });
  }, [option]);

  return <div className="chart" ref={holder} role="img" aria-label={label} />;
}

interface ChartPanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly label: string;
  readonly option: ChartOption;
  /** The chart's data as CSV text, made when it is asked for. */
  readonly csv: () => string;
  readonly actions?: ReactNode;
  readonly className?: string;
  /** Pixels that it needs at least; below that the panel scrolls. */
  readonly least?: number;
  readonly onReady?: (chart: EChartsType) => void;
}

/** A chart under a heading, with its picture and its data to take along. */
export function ChartPanel({
  title,
  note,
  label,
  option,
  csv,
  actions,
  className = "",
  least = 0,
  onReady,
}: ChartPanelProps) {
  const chart = useRef<EChartsType | null>(null);
  const picture = async (): Promise<Blob> => {
    const drawn = chart.current;
    if (!drawn) throw new Error("no picture");
    const ratio = 2;
    return titledPicture({ title }, () => ({
      canvas: drawn.renderToCanvas({ pixelRatio: ratio }) as HTMLCanvasElement,
      ratio,
    }));
  };
  return (
    <Panel
      title={title}
      note={note}
      className={`chart-panel ${className}`}
      actions={
        <>
          {actions}
          <CopyMenu title={title} picture={picture} csv={csv} />
        </>
      }
    >
      <div className="chart-room" style={{ minHeight: least }}>
        <Chart
          option={option}
          label={label}
          onReady={(made) => {
            chart.current = made;
            onReady?.(made);
          }}
        />
      </div>
    </Panel>
  );
}

/**
 * Calls back with the place on the x axis while the pointer is pressed on the chart, and once more, done, when it is let go.
 */
export function dragOnAxis(chart: EChartsType, onPlace: (place: number, done: boolean) => void): void {
  let dragging = false;
  const surface = chart.getZr();
  const report = (event: { offsetX: number }, done: boolean) => {
    const place = chart.convertFromPixel({ xAxisIndex: 0 }, event.offsetX);
    if (Number.isFinite(place)) onPlace(place, done);
  };
  surface.on("mousedown", (event) => {
    dragging = true;
    report(event, false);
  });
  surface.on("mousemove", (event) => {
    if (dragging) report(event, false);
  });
  const end = (event: { offsetX: number }) => {
    if (dragging) report(event, true);
    dragging = false;
  };
  surface.on("mouseup", end);
  surface.on("globalout", end);
}
