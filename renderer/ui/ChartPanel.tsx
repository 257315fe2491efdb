import { Button, Menu, MenuItem, PopoverNext } from "@blueprintjs/core";
import { Clipboard, Download, More, Th } from "@blueprintjs/icons";
import type { EChartsType } from "echarts/core";
import { type ReactNode, useRef } from "react";
import { saveBlob } from "../bridge/save-blob.ts";
import type { ChartOption } from "../charts/chart-option.ts";
import { Chart } from "./Chart.tsx";
import { Panel } from "./Panel.tsx";
import { messages } from "./toaster.ts";

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

const fileName = (title: string, ending: string) =>
  `${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.${ending}`;

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
  const copy = async (type: string, data: () => Promise<Blob> | Blob, what: string) => {
    try {
      await navigator.clipboard.write([new ClipboardItem({ [type]: await data() })]);
      messages.done(`${what} copied.`);
    } catch {
      messages.failed("The clipboard could not be written; save a file instead.");
    }
  };
  return (
    <Panel
      title={title}
      note={note}
      className={`chart-panel ${className}`}
      actions={
        <>
          {actions}
          <PopoverNext
            placement="bottom-end"
            content={
              <Menu>
                <MenuItem
                  icon={<Clipboard />}
                  text="Copy picture"
                  onClick={() => void copy("image/png", picture, "Picture")}
                />
                <MenuItem
                  icon={<Th />}
                  text="Copy data as CSV"
                  onClick={() =>
                    void copy("text/plain", () => new Blob([csv()], { type: "text/plain" }), "Data")
                  }
                />
                <MenuItem
                  icon={<Download />}
                  text="Save picture"
                  onClick={() => void picture().then((blob) => saveBlob(blob, fileName(title, "png")))}
                />
                <MenuItem
                  icon={<Download />}
                  text="Save data as CSV"
                  onClick={() => saveBlob(new Blob([csv()], { type: "text/csv" }), fileName(title, "csv"))}
                />
              </Menu>
            }
          >
            <Button variant="minimal" size="small" icon={<More />} aria-label={`Copy or save ${title}`} />
          </PopoverNext>
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
