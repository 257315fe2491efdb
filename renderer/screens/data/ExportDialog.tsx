import { Button, Dialog, DialogBody, DialogFooter, HTMLSelect, InputGroup } from "@blueprintjs/core";
import { useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { type DatasetSummary, datasetExport } from "../../../electron/contract/methods/dataset.ts";
import { useHost } from "../../bridge/host.ts";
import { useTask } from "../../bridge/use-task.ts";
import { Field } from "../../ui/fields.tsx";
import { ProgressLine } from "../../ui/messages.tsx";
import { formatBytes, withoutFlags } from "../../ui/text.ts";
import { messages } from "../../ui/toaster.tsx";

type Layout = "wide" | "strategy";
type Format = "parquet" | "arrow" | "csv";

const layouts = { wide: "a row per observation", strategy: "a row per strategy" };
const formats = { parquet: "Parquet", arrow: "Arrow", csv: "CSV" };
const compressions = ["snappy", "zstd", "gzip", "none"] as const;

/** Writes the dataset, or a span of it, to one file for other programs, and hands it over. */
export function ExportDialog({ dataset, onClose }: { dataset: DatasetSummary; onClose: () => void }) {
  const host = useHost();
  const task = useTask(`Exporting ${dataset.name}`);
  const [layout, setLayout] = useState<Layout>("wide");
  const [format, setFormat] = useState<Format>("parquet");
  const [compression, setCompression] = useState<(typeof compressions)[number]>("snappy");
  const [from, setFrom] = useState(dataset.firstDate);
  const [to, setTo] = useState(dataset.lastDate);
  const write = async () => {
    const written = await task.run(async (tools) => {
      const answer = await host.transport.call(
        datasetExport,
        {
          dataset: dataset.name,
          file: `results/${dataset.name}-${layout}.${format}`,
          layout,
          format,
          ...(format === "parquet" ? { compression } : {}),
          ...(from > dataset.firstDate ? { from } : {}),
          ...(to < dataset.lastDate ? { to } : {}),
        },
        tools,
      );
      await host.deliver(answer.file);
      return answer;
    });
    if (!written) return;
    const { text, unit } = formatBytes(written.bytes);
    messages.done(
      `${formatFigure(written.observations)} × ${formatFigure(written.strategies)} written, ${text} ${unit}.`,
    );
    onClose();
  };
  const day = (value: string, set: (value: string) => void, label: string) => (
    <Field label={label}>
      {(id) => (
        <InputGroup
          id={id}
          className="export-date"
          value={value}
          pattern="\d{4}-\d\d-\d\d"
          title="YYYY-MM-DD"
          onValueChange={set}
        />
      )}
    </Field>
  );
  return (
    <Dialog isOpen title={`Export ${dataset.name}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <DialogBody>
          <Field label="Format">
            {(id) => (
              <HTMLSelect
                id={id}
                autoFocus
                value={format}
                options={Object.entries(formats).map(([value, label]) => ({ value, label }))}
                onChange={(event) => setFormat(event.currentTarget.value as Format)}
              />
            )}
          </Field>
          <Field label="Layout">
            {(id) => (
              <HTMLSelect
                id={id}
                value={layout}
                options={Object.entries(layouts).map(([value, label]) => ({ value, label }))}
                onChange={(event) => setLayout(event.currentTarget.value as Layout)}
              />
            )}
          </Field>
          {format === "parquet" && (
            <Field label="Compression">
              {(id) => (
                <HTMLSelect
                  id={id}
                  value={compression}
                  options={[...compressions]}
                  onChange={(event) =>
                    setCompression(event.currentTarget.value as (typeof compressions)[number])
                  }
                />
              )}
            </Field>
          )}
          {day(from, setFrom, "From")}
          {day(to, setTo, "To")}
          {task.running && <ProgressLine fraction={task.progress?.fraction} />}
          {task.problem && (
            <p className="loss" role="alert">
              {task.problem.message} {withoutFlags(task.problem.remedy ?? "")}
            </p>
          )}
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Cancel" onClick={task.running ? task.cancel : onClose} />
              <Button type="submit" intent="primary" text="Export" loading={task.running} />
            </>
          }
        />
      </form>
    </Dialog>
  );
}
