import { engineReport } from "../../electron/contract/methods/engine.ts";
import { viewWords } from "../../electron/contract/view-text.ts";
import { useHost } from "../bridge/host.ts";
import { useResult } from "../bridge/use-result.ts";
import { useSettings } from "../bridge/use-settings.ts";
import { goTo } from "../state/route.ts";
import { useStore } from "../state/store.ts";
import { line, tasks } from "../state/tasks.ts";
import { useView } from "../state/view.ts";
import { Bytes } from "../ui/figures.tsx";
import { ProgressLine } from "../ui/messages.tsx";

/** Whether the service can be reached, and what happened to it that the user has not taken note of yet. */
function LineState() {
  const { state, notice } = useStore(line);
  const { restart } = useHost();
  return (
    <>
      <div className="status-item status-line">
        <span className={state === "up" ? "status-dot" : "status-dot status-dot-lost"} />
        {state === "up" ? "Ready" : state === "lost" ? "Connecting" : "Stopped"}
      </div>
      {notice && (
        <div className="status-item status-notice" role="alert">
          <span>{notice}</span>
          {state === "down" && restart && (
            <button type="button" className="status-button" onClick={() => void restart()}>
              Start it again
            </button>
          )}
          {state === "up" && (
            <button
              type="button"
              className="status-button"
              onClick={() => line.set((present) => ({ ...present, notice: null }))}
            >
              Dismiss
            </button>
          )}
        </div>
      )}
    </>
  );
}

/** One line at the foot of the window: what is running, under which definitions, on what. */
export function StatusBar() {
  const running = useStore(tasks.store);
  const { data: engine } = useResult(engineReport, {}, ["engine-changed"]);
  const profile = useSettings().inForce("analysis.profile");
  const inForce = useView();
  const dataset = inForce?.dataset;
  const view = viewWords(inForce ?? {});
  const used = engine?.backends.find((backend) => backend.used);
  const device = used?.devices[0];
  return (
    <footer className="status">
      <LineState />
      {running.map((task) => (
        <div className="status-task" key={task.id}>
          <span>{task.progress?.stage ?? task.title}</span>
          <ProgressLine fraction={task.progress?.fraction} />
          {task.progress?.detail && <span className="faint">{task.progress.detail}</span>}
          <button type="button" className="status-button" onClick={task.cancel}>
            Cancel
          </button>
        </div>
      ))}
      <div className="status-right">
        {dataset && (
          <div className="status-item" title={dataset}>
            Dataset <b className="truncate">{dataset}</b>
          </div>
        )}
        {view.length > 0 && (
          <button
            type="button"
            className="status-button truncate"
            title={`${view.join("\n")}\nSet on Regimes and sizing`}
            onClick={() => goTo("regimes")}
          >
            View {view.length === 1 ? view[0] : `${view.length} parts`}
          </button>
        )}
        {profile && (
          <div className="status-item">
            Profile <b>{profile}</b>
          </div>
        )}
        {used && (
          <button
            type="button"
            className="status-button status-machine"
            onClick={() => goTo("engine")}
            title={used.reason}
          >
            {used.name.toUpperCase()} · {device?.name ?? ""}
          </button>
        )}
        {device && device.memoryBytes > 0 && (
          <div className="status-item status-machine">
            Memory{" "}
            <b>
              <Bytes value={device.memoryBytes - device.memoryFreeBytes} />
            </b>{" "}
            of <Bytes value={device.memoryBytes} />
          </div>
        )}
      </div>
    </footer>
  );
}
