import { Button } from "@blueprintjs/core";
import { Import } from "@blueprintjs/icons";
import { useMemo, useRef, useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { datasetAppend, datasetImport } from "../../../electron/contract/methods/dataset.ts";
import { fileInspect } from "../../../electron/contract/methods/file.ts";
import { useHost } from "../../bridge/host.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useTask } from "../../bridge/use-task.ts";
import { useCommands } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { currentDataset } from "../../state/view.ts";
import { Loading, Message, ProblemView, ProgressLine } from "../../ui/messages.tsx";
import { Screen } from "../../ui/panels.tsx";
import { DialectPanel } from "./DialectPanel.tsx";
import { ImportProgress } from "./ImportProgress.tsx";
import { ImportResult } from "./ImportResult.tsx";
import "./import.css";
import { type ImportDraft, importDraft, optionsOf, staging, useStaging } from "../../imports/draft.ts";
import { MappingPanel } from "./MappingPanel.tsx";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { ProblemsPanel } from "./ProblemsPanel.tsx";

type Result = ResultOf<typeof datasetImport> & Partial<ResultOf<typeof datasetAppend>>;

const verbs = { new: "Import", version: "Import", append: "Append" } as const;

/** A file, what is understood of it, what is wrong with it, and the dataset that it becomes. */
export function ImportScreen() {
  const draft = useStore(importDraft);
  const { transport } = useHost();
  const stage = useStaging();
  const upload = useStore(staging);
  const importing = useTask("Importing");
  const [query, setQuery] = useState("");
  const [result, setResult] = useState<Result | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const request = useMemo(
    () => (draft && !result ? { ...optionsOf(draft), file: draft.files[0] ?? "" } : null),
    [draft, result],
  );
  const inspection = useResult(fileInspect, request);
  const change = (part: Partial<ImportDraft>) =>
    importDraft.set((present) => present && { ...present, ...part });

  const start = async () => {
    if (!draft) return;
    const { dataset, into, overlap } = draft;
    const files = [...draft.files];
    const answer = await importing.run<Result>((tools) =>
      into === "append"
        ? transport.call(datasetAppend, { ...optionsOf(draft), files, dataset, overlap }, tools)
        : transport.call(
            datasetImport,
            { ...optionsOf(draft), files, dataset, replace: into === "version" },
            tools,
          ),
    );
    if (!answer) return;
    setResult(answer);
    currentDataset.set(answer.dataset.name);
  };
  const again = () => {
    setResult(null);
    importDraft.set(null);
  };

  const body = () => {
    if (result) return <ImportResult result={result} onAgain={again} />;
    if (upload?.problem) return <ProblemView problem={upload.problem} onRetry={() => staging.set(null)} />;
    if (upload)
      return (
        <Message title="Uploading" actions={<Button text="Cancel" onClick={upload.cancel} />} role="status">
          <ProgressLine fraction={upload.fraction} />
        </Message>
      );
    if (!draft)
      return (
        <button type="button" className="import-drop" onClick={() => picker.current?.click()}>
          <Import size={36} />
          <span className="message-title">Drop a CSV file, or choose one</span>
          <span className="muted">
            A row is an observation, a column is a strategy. Delimiter, decimals, dates and columns are found
            from the file; gzip and zstd are read as they are.
          </span>
        </button>
      );
    if (importing.running)
      return <ImportProgress task={importing} bytes={inspection.data?.understanding?.bytes} />;
    const seen = inspection.data;
    if (inspection.problem) return <ProblemView problem={inspection.problem} onRetry={inspection.reload} />;
    if (!seen) return <Loading what="Looking at the file" progress={inspection.progress} />;
    return (
      <div className="import">
        <div className="import-side">
          <DialectPanel draft={draft} seen={seen} onChange={change} />
        </div>
        <div className="import-main">
          <PreviewPanel seen={seen} />
          <div className="import-foot">
            <MappingPanel
              draft={draft}
              header={seen.preview.columns}
              onChange={change}
              query={query}
              onQuery={setQuery}
            />
            <ProblemsPanel
              draft={draft}
              seen={seen}
              problem={importing.problem}
              onColumn={(name) => setQuery(`/^${name.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$/`)}
            />
          </div>
        </div>
      </div>
    );
  };
  const understood = inspection.data?.understanding;
  const ready = draft !== null && !result && !importing.running;
  useCommands("Import", [
    { title: "Choose files to import", run: () => picker.current?.click() },
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
        draft && !result && understood
          ? `${draft.files[0]?.split(/[\\/]/).at(-1)}: ${formatFigure(understood.rows)} rows, ${formatFigure(understood.strategies)} strategies`
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
      {body()}
    </Screen>
  );
}
