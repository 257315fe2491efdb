import type { EChartsType } from "echarts/core";
import { type ReactNode, useRef } from "react";
import type { ChartOption } from "../../electron/charts/parts/frame.ts";
import { Chart } from "./Chart.tsx";
import { CopyMenu } from "./CopyMenu.tsx";
import { Panel } from "./Panel.tsx";

interface ChartPanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly label: string;
  readonly option: ChartOption;
  /** The chart's data as CSV text, made when it is asked for. */
  readonly csv: () => string;
  readonly actions?: ReactNode;
  readonly className?: string;
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
  onReady,
}: ChartPanelProps) {
  const chart = useRef<EChartsType | null>(null);
  const picture = (): Promise<Blob> =>
    new Promise((resolve, reject) => {
      const canvas = chart.current?.renderToCanvas({ pixelRatio: 2 }) as HTMLCanvasElement | undefined;
      canvas?.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
    });
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
      <Chart
        option={option}
        label={label}
        onReady={(made) => {
          chart.current = made;
          onReady?.(made);
        }}
      />
    </Panel>
  );
}
