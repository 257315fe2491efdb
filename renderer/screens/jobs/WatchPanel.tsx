import { settingsList } from "../../../electron/contract/methods/settings.ts";
import { useHost } from "../../bridge/use-host.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Loading } from "../../ui/Loading.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { SettingRow } from "../engine/SettingRow.tsx";

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
  const { data } = useResult(settingsList, {}, ["settings-changed"]);
  const watched = data?.settings.find(({ key }) => key === "jobs.watch_folder")?.value ?? "";
  return (
    <Panel title="Watch folder" className="watch" flush>
      <p className="watch-state">
        {watched === ""
          ? "No folder is watched. CSV files that are put into one are imported by themselves."
          : isWorking
            ? `Files put into ${watched} are imported.`
            : `${watched} is looked at as soon as the queue is worked on.`}
        {kind === "browser" && " Here it lies below the data root."}
      </p>
      {data ? (
        shown.map((key) => {
          const setting = data.settings.find((one) => one.key === key);
          return setting && <SettingRow key={key} setting={setting} />;
        })
      ) : (
        <Loading what="Reading the settings" />
      )}
    </Panel>
  );
}
