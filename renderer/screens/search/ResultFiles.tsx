import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { useDeliver } from "../../bridge/use-action.ts";

/** The files of a run's folder; a click hands one over. */
export function ResultFiles({ folder, files }: { folder: string; files: readonly string[] }) {
  const deliver = useDeliver();
  return (
    <section className="panel search-files" aria-label="Result files">
      <header className="panel-head">
        <h2 className="panel-title">Result files</h2>
        <span className="panel-note">{formatFigure(files.length)}</span>
      </header>
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
