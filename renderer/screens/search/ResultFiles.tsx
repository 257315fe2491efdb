import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ProblemReport } from "../../../electron/contract/problem.ts";
import { useDeliver } from "../../bridge/use-action.ts";
import { ProblemView } from "../../ui/messages.tsx";

interface ResultFilesProps {
  readonly folder: string;
  readonly files: readonly string[];
  /** Why there are none. */
  readonly notWritten: ProblemReport | null;
}

/** The files of a run's folder; a click hands one over. */
export function ResultFiles({ folder, files, notWritten }: ResultFilesProps) {
  const deliver = useDeliver();
  return (
    <section className="panel search-files" aria-label="Result files">
      <header className="panel-head">
        <h2 className="panel-title">Result files</h2>
        <span className="panel-note">{formatFigure(files.length)}</span>
      </header>
      {notWritten && <ProblemView problem={notWritten} />}
      <ul>
        {files.map((name) => (
          <li key={name}>
            <button
              type="button"
              className="link mono truncate"
              onClick={() => void deliver(`${folder}/${name}`)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
