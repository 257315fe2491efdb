import { useHost } from "../../bridge/host.ts";
import { useSettings } from "../../bridge/use-settings.ts";
import { Loading } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { SettingRow } from "../../ui/SettingRow.tsx";

const shown = [
  "jobs.watch_folder",
  "jobs.watch_search",
  "jobs.scan_interval_s",
  "jobs.concurrency",
  "jobs.max_attempts",
];

/** The watch folder and how the queue is worked on: settings, changed here and undone like any other. */
export function WatchPanel({ isWorking }: { isWorking: boolean }) {
  const { kind } = useHost();
  const { data, inForce, change } = useSettings();
  const watched = inForce("jobs.watch_folder") ?? "";
  return (
    <Panel title="Queue settings" className="watch" flush>
      <p className="watch-state">
        {watched === ""
          ? "No folder is watched. CSV files that are put into one are imported by themselves."
          : isWorking
            ? `Files put into ${watched} are imported.`
            : `${watched} is looked at as soon as the queue is worked on.`}
        {kind === "browser" && " In the browser it is a folder within the data folder."}
      </p>
      {data ? (
        shown.map((key) => {
          const setting = data.settings.find((one) => one.key === key);
          return (
            setting && <SettingRow key={key} setting={setting} onChange={(value) => change(key, value)} />
          );
        })
      ) : (
        <Loading what="Reading the settings" />
      )}
    </Panel>
  );
}
