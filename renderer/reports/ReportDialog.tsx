import { Button, Checkbox, Dialog, DialogBody, DialogFooter, InputGroup, TextArea } from "@blueprintjs/core";
import { Document } from "@blueprintjs/icons";
import { useRef, useState } from "react";
import { z } from "zod";
import type { InputOf } from "../../electron/contract/method.ts";
import {
  type ReportSubject,
  reportSection,
  reportSections,
  reportWrite,
} from "../../electron/contract/methods/report.ts";
import { formatBytes } from "../../electron/contract/text.ts";
import { useHost } from "../bridge/host.ts";
import { useTask } from "../bridge/use-task.ts";
import { datasetStore, useOf } from "../state/by-dataset.ts";
import { useCommands } from "../state/commands.ts";
import { noteStep } from "../state/guide.ts";
import { rememberedStore, useStore } from "../state/store.ts";
import { ChoiceLine, Field } from "../ui/fields.tsx";
import { TaskLine } from "../ui/messages.tsx";
import { messages } from "../ui/toaster.tsx";
import "./report-dialog.css";

interface ReportDialogProps {
  readonly subject: ReportSubject;
  /** Of the dataset that it is of; a search has its own. */
  readonly view: Omit<InputOf<typeof reportWrite>, "subject" | "file">;
  /** On the cover unless the user says else, and the file's name. */
  readonly name: string;
  readonly onClose: () => void;
}

const formats = [
  { value: "pdf", label: "PDF" },
  { value: "html", label: "HTML page" },
] as const;

const kept = z.object({ format: z.enum(["pdf", "html"]), without: z.array(reportSection) });

/** How the last report was made. */
const reportForm = rememberedStore<z.infer<typeof kept>>("report", kept, { format: "pdf", without: [] });

const covers = z.record(z.string(), z.object({ title: z.string(), notes: z.string() }));

/** What was written for the cover, by what the report is of. */
const reportCovers = datasetStore<z.infer<typeof covers>>("report-covers", covers, {});

/** A press, or a command of the palette, for the dialog. */
export function ReportButton(props: Omit<ReportDialogProps, "onClose">) {
  const [open, setOpen] = useState(false);
  useCommands("Report", [
    { title: `Report of ${props.name}`, words: "pdf html print", run: () => setOpen(true) },
  ]);
  return (
    <>
      <Button icon={<Document />} text="Report" onClick={() => setOpen(true)} />
      {open && <ReportDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

interface Cover {
  readonly title: string;
  readonly notes: string;
  readonly logo: File | null;
}

function useReport({ subject, view, name, onClose }: ReportDialogProps) {
  const host = useHost();
  const task = useTask(`Report of ${name}`);
  const { format, without } = useStore(reportForm);
  const write = async ({ title, notes, logo }: Cover) => {
    const written = await task.run(async (tools) => {
      const [path] = logo ? await host.stage([logo], tools.signal, () => undefined) : [];
      const request = {
        ...view,
        subject,
        file: `results/${fileName(title.trim() || name)}.${format}`,
        sections: reportSection.options.filter((one) => !without.includes(one)),
        ...(title.trim() ? { title: title.trim() } : {}),
        ...(notes.trim() ? { notes } : {}),
        ...(path === undefined ? {} : { logo: path }),
      };
      const answer = await host.transport.call(reportWrite, request, tools);
      await host.deliver(answer.file);
      return answer;
    });
    if (!written) return;
    noteStep("report");
    messages.done(`The report is written, ${formatBytes(written.bytes)}.`);
    onClose();
  };
  return { task, write };
}

/** Makes a report for others: title, notes and logo on the cover, and the parts that are to be in it. */
export function ReportDialog(props: ReportDialogProps) {
  const { name, onClose } = props;
  const { task, write } = useReport(props);
  const { format, without } = useStore(reportForm);
  const { cover, set } = useCover(props);
  return (
    <Dialog isOpen title={`Report of ${name}`} onClose={onClose} className="report-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write(cover);
        }}
      >
        <DialogBody>
          <ChoiceLine
            label="Format"
            autoFocus
            value={format}
            options={formats}
            onValue={(next) => reportForm.set((one) => ({ ...one, format: next }))}
          />
          <Field label="Title">
            {(id) => (
              <InputGroup
                id={id}
                fill
                value={cover.title}
                placeholder={name}
                maxLength={200}
                onValueChange={(title) => set({ title })}
              />
            )}
          </Field>
          <Field label="Notes">
            {(id) => (
              <TextArea
                id={id}
                fill
                rows={3}
                value={cover.notes}
                placeholder="For the cover"
                onChange={(event) => set({ notes: event.currentTarget.value })}
              />
            )}
          </Field>
          <LogoLine logo={cover.logo} onLogo={(logo) => set({ logo })} />
          <SectionChoice
            without={without}
            onWithout={(next) => reportForm.set((one) => ({ ...one, without: next }))}
          />
          <TaskLine {...task} />
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Cancel" onClick={task.running ? task.cancel : onClose} />
              <Button type="submit" intent="primary" text="Write the report" loading={task.running} />
            </>
          }
        />
      </form>
    </Dialog>
  );
}

/** Title and notes as they were left, with a logo of now. */
function useCover({ subject, view, name }: ReportDialogProps) {
  const [written, write] = useOf(reportCovers, view.dataset);
  const [logo, setLogo] = useState<File | null>(null);
  const key = `${subject.kind} ${"id" in subject ? subject.id : name}`;
  const { title, notes } = written[key] ?? { title: "", notes: "" };
  const set = ({ logo: chosen, ...text }: Partial<Cover>) => {
    if (chosen !== undefined) setLogo(chosen);
    else write({ [key]: { title, notes, ...text } });
  };
  return { cover: { title, notes, logo }, set };
}

/** A name that is one file on every system. */
const fileName = (name: string): string =>
  name
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, "-")
    .replace(/^[.\s]+/, "")
    .slice(0, 100)
    .trim() || "report";

function LogoLine({ logo, onLogo }: { logo: File | null; onLogo: (logo: File | null) => void }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <Field label="Logo">
      {(id) => (
        <>
          <input
            ref={picker}
            type="file"
            hidden
            accept=".png,.jpg,.jpeg,.gif,.webp"
            aria-label="Logo file"
            onChange={(event) => onLogo(event.currentTarget.files?.[0] ?? null)}
          />
          <Button
            id={id}
            text={logo ? logo.name : "Choose a picture"}
            onClick={() => picker.current?.click()}
          />
          {logo && <Button variant="minimal" text="Remove" onClick={() => onLogo(null)} />}
        </>
      )}
    </Field>
  );
}

type Sections = z.infer<typeof kept>["without"];

function SectionChoice({
  without,
  onWithout,
}: {
  without: Sections;
  onWithout: (without: Sections) => void;
}) {
  return (
    <fieldset className="report-sections">
      <legend>Parts</legend>
      {reportSection.options.map((name) => (
        <Checkbox
          key={name}
          label={reportSections[name]}
          checked={!without.includes(name)}
          onChange={(event) =>
            onWithout(
              event.currentTarget.checked ? without.filter((one) => one !== name) : [...without, name],
            )
          }
        />
      ))}
    </fieldset>
  );
}
