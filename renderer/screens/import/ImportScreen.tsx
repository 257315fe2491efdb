import { Button, Callout } from "@blueprintjs/core";
import { Clipboard, Import } from "@blueprintjs/icons";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { datasetAppend, datasetImport } from "../../../electron/contract/methods/dataset.ts";
import { fileInspect } from "../../../electron/contract/methods/file.ts";
import type { ProblemReport } from "../../../electron/contract/problem.ts";
import { bytesParts, countOf, formatDuration } from "../../../electron/contract/text.ts";
import { useHost } from "../../bridge/host.ts";
import { useResult } from "../../bridge/use-result.ts";
import { type Task, useTask } from "../../bridge/use-task.ts";
import { useCommands } from "../../state/commands.ts";
import { createStore, useStore } from "../../state/store.ts";
import { currentDataset } from "../../state/view.ts";
import { Loading, Message, ProblemView, ProgressLine } from "../../ui/messages.tsx";
import { Screen } from "../../ui/panels.tsx";
import { tip } from "../../ui/tips.tsx";
import { ImportForm } from "./ImportForm.tsx";
import { ImportResult } from "./ImportResult.tsx";
import "./import.css";
import {
  answered,
  fileName,
  type ImportDraft,
  importDraft,
  optionsOf,
  staging,
  usePasting,
  useStaging,
} from "../../imports/draft.ts";
import { SampleButtons } from "../../imports/SampleButtons.tsx";
import { MappingPanel } from "./MappingPanel.tsx";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { ProblemsPanel } from "./ProblemsPanel.tsx";
import { QuestionPanels } from "./QuestionPanel.tsx";

type Inspection = ReturnType<typeof useResult<typeof fileInspect>>;
type Result = ResultOf<typeof datasetImport> & Partial<ResultOf<typeof datasetAppend>>;

/** What the last import came to, until another is prepared: who was on another screen meanwhile sees it, too. */
const importResult = createStore<Result | null>(null);

const verbs = { new: "Import", version: "Import", append: "Append" } as const;

/** A file, what is understood of it, what is wrong with it, and the dataset that it becomes. */
export function ImportScreen() {
  const { draft, importing, result, start, again } = useImport();
  const stage = useStaging();
  const paste = usePasting();
  const picker = useRef<HTMLInputElement>(null);
  const choose = () => picker.current?.click();
  const request = useMemo(
    () => (draft ? { ...optionsOf(draft), file: draft.files[0] ?? "" } : null),
    [draft],
  );
  const inspection = useResult(fileInspect, request);
  const understood = inspection.data?.understanding;
  const ready = draft !== null && !importing.running;
  useCommands("Import", [
    { title: "Choose files to import", run: choose },
    { title: "Paste a table from the clipboard", words: "import copy", run: () => void paste() },
    ...(ready
      ? [
          { title: `${verbs[draft.into]} ${draft.dataset}`, run: () => void start() },
          { title: "Take another file", run: again },
        ]
      : []),
  ]);
  return (
    <Screen
      title="Import"
      subtitle={
        draft && understood
          ? `${fileName(draft.files[0] ?? "")}: ${countOf(understood.rows, "row")}, ${countOf(understood.strategies, "strategy")}`
          : undefined
      }
      actions={
        ready ? (
          <>
            <Button text="Another file" onClick={again} />
            <Button
              intent="primary"
              icon={<Import />}
              text={verbs[draft.into]}
              disabled={!understood || draft.dataset === ""}
              onClick={() => void start()}
            />
          </>
        ) : undefined
      }
    >
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label="Files to import"
        onChange={(event) => {
          void stage([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      {result && !draft ? (
        <ImportResult result={result} onAgain={again} />
      ) : (
        <ImportWork draft={draft} inspection={inspection} importing={importing} onChoose={choose} />
      )}
    </Screen>
  );
}

/** The import that is being prepared, what starts it, and what came of it. */
function useImport() {
  const draft = useStore(importDraft);
  const { transport } = useHost();
  const importing = useTask("Importing");
  const result = useStore(importResult);
  const start = async () => {
    if (!draft) return;
    const { dataset, into, overlap } = draft;
    const files = [...draft.files];
    const options = { ...optionsOf(draft), files, dataset };
    const answer = await importing.run<Result>((tools) =>
      into === "append"
        ? transport.call(datasetAppend, { ...options, overlap }, tools)
        : transport.call(datasetImport, { ...options, replace: into === "version" }, tools),
    );
    if (!answer) return;
    importResult.set(answer);
    importDraft.set((present) => (present?.files === draft.files ? null : present));
    currentDataset.set(answer.dataset.name);
  };
  const again = () => {
    importResult.set(null);
    importDraft.set(null);
  };
  return { draft, importing, result, start, again };
}

interface ImportWorkProps {
  readonly draft: ImportDraft | null;
  readonly inspection: Inspection;
  readonly importing: Task;
  readonly onChoose: () => void;
}

/** The way of a file: chosen, uploaded, looked at, imported. */
function ImportWork({ draft, inspection, importing, onChoose }: ImportWorkProps) {
  const upload = useStore(staging);
  const [query, setQuery] = useState("");
  const { data: seen, problem, reload, progress } = inspection;
  if (upload?.problem) return <ProblemView problem={upload.problem} onRetry={() => staging.set(null)} />;
  if (upload)
    return (
      <Message title="Uploading" actions={<Button text="Cancel" onClick={upload.cancel} />} role="status">
        <ProgressLine fraction={upload.fraction} />
      </Message>
    );
  if (!draft) return <ImportBegin onChoose={onChoose} />;
  if (importing.running) return <ImportProgress task={importing} bytes={seen?.understanding?.bytes} />;
  if (problem && isOutOfReach(problem)) return <ImportBegin onChoose={onChoose} waits={draft} />;
  if (problem) return <ProblemView problem={problem} onRetry={reload} />;
  if (!seen) return <Loading what="Looking at the file" progress={progress} />;
  return (
    <Understanding draft={draft} seen={seen} problem={importing.problem} query={query} onQuery={setQuery} />
  );
}

/**
 * Uploads end with the service that took them, and what the desktop may read with the window: the file is to be given again.
 */
const isOutOfReach = ({ code, file }: ProblemReport): boolean =>
  (code === "not-found" && file !== undefined) || (code === "bad-request" && file === undefined);

interface ImportBeginProps {
  readonly onChoose: () => void;
  /** An import that was being prepared of files that are out of reach. */
  readonly waits?: ImportDraft;
}

/** Where nothing was dropped yet: every way to begin. */
function ImportBegin({ onChoose, waits }: ImportBeginProps) {
  const paste = usePasting();
  const names = waits?.files.map(fileName).join(", ");
  return (
    <div className="import-begin">
      {names && (
        <Callout className="import-waits" intent="primary" icon={null} role="status">
          <span>
            What you chose for <b>{names}</b> is kept. Drop it again to go on.
          </span>
          <Button variant="minimal" text="Forget it" onClick={() => importDraft.set(null)} />
        </Callout>
      )}
      <button type="button" className="import-drop" onClick={onChoose}>
        <Import size={36} />
        <span className="message-title">Drop a file, or choose one</span>
        <span className="muted">
          Tables of days and strategies, lists of trades, equity curves or returns; text, Excel, OpenDocument,
          HTML, Parquet or Arrow, packed or not. How it is written is found from the file, and asked where it
          cannot be told.
        </span>
      </button>
      <Button
        icon={<Clipboard />}
        text="Paste a table"
        onClick={() => void paste()}
        {...tip("Paste a table\nCtrl+V does it anywhere in the window")}
      />
      <SampleButtons />
    </div>
  );
}

interface UnderstandingProps {
  readonly draft: ImportDraft;
  readonly seen: ResultOf<typeof fileInspect>;
  readonly problem: ProblemReport | null;
  /** What is looked for among the columns. */
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** What is understood of a file, to be looked at and changed. */
function Understanding({ draft, seen, problem, query, onQuery }: UnderstandingProps) {
  const change = (part: Partial<ImportDraft>) =>
    importDraft.set((present) => present && { ...present, ...part });
  const fault = problem ?? seen.problem;
  return (
    <div className="import">
      <div className="import-side">
        <ImportForm draft={draft} seen={seen} onChange={change} />
      </div>
      <div className="import-main">
        {fault && (
          <QuestionPanels
            problem={fault}
            onAnswer={(answer) => importDraft.set((present) => present && answered(present, answer))}
          />
        )}
        <PreviewPanel seen={seen} />
        <div className="import-foot">
          <MappingPanel draft={draft} seen={seen} onChange={change} query={query} onQuery={onQuery} />
          <ProblemsPanel
            draft={draft}
            seen={seen}
            problem={problem}
            onColumn={(name) => onQuery(`/^${name.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$/`)}
          />
        </div>
      </div>
    </div>
  );
}

interface ImportProgressProps {
  readonly task: Task;
  /** Of the files, when it is known: gives a rate. */
  readonly bytes: number | undefined;
}

/** A running import: what is being done, how fast, how long it will take, and a way out. */
function ImportProgress({ task, bytes }: ImportProgressProps) {
  const [start] = useState(() => performance.now());
  const [now, setNow] = useState(start);
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const { progress } = task;
  const fraction = progress?.fraction;
  const seconds = (now - start) / 1000;
  const known = fraction !== undefined && fraction > 0.02 && seconds > 0.5;
  const rate = known && bytes !== undefined ? bytesParts((bytes * fraction) / seconds) : null;
  return (
    <Message
      title={progress?.stage ?? "Importing"}
      actions={<Button text="Cancel" onClick={task.cancel} />}
      role="status"
    >
      <ProgressLine fraction={fraction} />
      <p>
        {[
          progress?.detail,
          rate && `${rate.text} ${rate.unit} per second`,
          known && `${formatDuration((seconds * (1 - fraction)) / fraction)} left`,
        ]
          .filter(Boolean)
          .join(", ") || " "}
      </p>
    </Message>
  );
}
