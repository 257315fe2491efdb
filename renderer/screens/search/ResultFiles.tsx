import { Problem } from "../../../electron/contract/problem.ts";
import { useHost } from "../../bridge/use-host.ts";
import { formatFigure } from "../../charts/format-figure.ts";
import { messages } from "../../ui/toaster.ts";

/** The files of a run's folder; a click hands one over. */
export function ResultFiles({ folder, files }: { folder: string; files: readonly string[] }) {
  const host = useHost();
  const deliver = async (name: string) => {
    try {
      await host.deliver(`${folder}/${name}`);
    } catch (error) {
      messages.failed(error instanceof Problem ? error.message : String(error));
    }
  };
  return (
    <section className="panel search-files" aria-label="Result files">
      <header className="panel-head">
        <h2 className="panel-title">Result files</h2>
        <span className="panel-note">{formatFigure(files.length)}</span>
      </header>
      <ul>
        {files.map((name) => (
          <li key={name}>
            <button type="button" className="link mono truncate" onClick={() => void deliver(name)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
