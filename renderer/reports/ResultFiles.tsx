import type { ReactNode } from "react";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import type { ProblemReport } from "../../electron/contract/problem.ts";
import { useDeliver } from "../bridge/use-action.ts";
import { useDragOut } from "../state/drag-out.ts";
import { ProblemView } from "../ui/messages.tsx";
import "./result-files.css";

interface ResultFilesProps {
  readonly folder: string;
  readonly files: readonly string[];
  /** Why there are none. */
  readonly notWritten: ProblemReport | null;
  readonly actions?: ReactNode;
}

/** The files of a run's folder, with why there are none. */
export function ResultFiles({ folder, files, notWritten, actions }: ResultFilesProps) {
  return (
    <section className="panel result-files" aria-label="Result files">
      <header className="panel-head">
        <h2 className="panel-title">Result files</h2>
        <span className="panel-note">{formatFigure(files.length)}</span>
        {actions && <div className="panel-actions">{actions}</div>}
      </header>
      {notWritten && <ProblemView problem={notWritten} />}
      {files.length === 0 && !notWritten && <p>None were asked for.</p>}
      <FileLinks folder={folder} files={files} linkClass="link mono truncate" />
    </section>
  );
}

interface FileLinksProps {
  readonly folder: string;
  readonly files: readonly string[];
  readonly listClass?: string;
  readonly linkClass: string;
}

/** Files of a folder; a click hands one over, and in the desktop each can be dragged out. */
export function FileLinks({ folder, files, listClass, linkClass }: FileLinksProps) {
  const deliver = useDeliver();
  const dragOut = useDragOut();
  return (
    <ul className={listClass}>
      {files.map((name) => (
        <li key={name}>
          <button
            type="button"
            className={linkClass}
            {...dragOut(() => ({ path: `${folder}/${name}` }))}
            onClick={() => void deliver(`${folder}/${name}`)}
          >
            {name}
          </button>
        </li>
      ))}
    </ul>
  );
}
