import { Button, Dialog, DialogBody, DialogFooter, InputGroup } from "@blueprintjs/core";
import { z } from "zod";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { InputOf } from "../../../electron/contract/method.ts";
import {
  compression,
  type DatasetSummary,
  datasetExport,
} from "../../../electron/contract/methods/dataset.ts";
import { formatBytes } from "../../../electron/contract/text.ts";
import { useHost } from "../../bridge/host.ts";
import { useTask } from "../../bridge/use-task.ts";
import { datasetStore, useOf } from "../../state/by-dataset.ts";
import { ChoiceLine, Field } from "../../ui/fields.tsx";
import { TaskLine } from "../../ui/messages.tsx";
import { messages } from "../../ui/toaster.tsx";

const layouts = { wide: "a column per strategy", strategy: "a row per strategy" };
const formats = { parquet: "Parquet", arrow: "Arrow", csv: "CSV" };
const choicesOf = <T extends string>(names: Record<T, string>) =>
  (Object.keys(names) as T[]).map((value) => ({ value, label: names[value] }));

const exportForm = z.object({
  layout: z.enum(["wide", "strategy"]),
  format: z.enum(["parquet", "arrow", "csv"]),
  compression,
  /** Days; null = the first and the last that there is. */
  from: z.string().nullable(),
  to: z.string().nullable(),
});
type ExportForm = z.infer<typeof exportForm>;

/** How each dataset was exported last. */
const exportForms = datasetStore<ExportForm>("export", exportForm, {
  layout: "wide",
  format: "parquet",
  compression: "snappy",
  from: null,
  to: null,
});

/** Writes the dataset, or a span of it, to one file for other programs, and hands it over. */
export function ExportDialog({ dataset, onClose }: { dataset: DatasetSummary; onClose: () => void }) {
  const host = useHost();
  const task = useTask(`Exporting ${dataset.name}`);
  const [form, set] = useOf(exportForms, dataset.name);
  const write = async () => {
    const written = await task.run(async (tools) => {
      const answer = await host.transport.call(datasetExport, requestOf(dataset, form), tools);
      await host.deliver(answer.file);
      return answer;
    });
    if (!written) return;
    messages.done(
      `${formatFigure(written.observations)} × ${formatFigure(written.strategies)} written, ${formatBytes(written.bytes)}.`,
    );
    onClose();
  };
  return (
    <Dialog isOpen title={`Export ${dataset.name}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <DialogBody>
          <ChoiceLine
            label="Format"
            autoFocus
            value={form.format}
            options={choicesOf(formats)}
            onValue={(format) => set({ format })}
          />
          <ChoiceLine
            label="Layout"
            value={form.layout}
            options={choicesOf(layouts)}
            onValue={(layout) => set({ layout })}
          />
          {form.format === "parquet" && (
            <ChoiceLine
              label="Compression"
              value={form.compression}
              options={compression.options}
              onValue={(compression) => set({ compression })}
            />
          )}
          <DayLine
            label="From"
            value={form.from ?? dataset.firstDate}
            onValue={(from) => set({ from: from === dataset.firstDate ? null : from })}
          />
          <DayLine
            label="To"
            value={form.to ?? dataset.lastDate}
            onValue={(to) => set({ to: to === dataset.lastDate ? null : to })}
          />
          <TaskLine {...task} />
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

function requestOf(
  { name, firstDate, lastDate }: DatasetSummary,
  { layout, format, compression, from, to }: ExportForm,
): InputOf<typeof datasetExport> {
  return {
    dataset: name,
    file: `results/${name}-${layout}.${format}`,
    // The window's own: what an earlier export left there.
    replace: true,
    layout,
    format,
    ...(format === "parquet" ? { compression } : {}),
    ...(from !== null && from > firstDate ? { from } : {}),
    ...(to !== null && to < lastDate ? { to } : {}),
  };
}

interface DayLineProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function DayLine({ label, value, onValue }: DayLineProps) {
  return (
    <Field label={label}>
      {(id) => (
        <InputGroup
          id={id}
          className="export-date"
          value={value}
          pattern="\d{4}-\d\d-\d\d"
          title="YYYY-MM-DD"
          onValueChange={onValue}
        />
      )}
    </Field>
  );
}
