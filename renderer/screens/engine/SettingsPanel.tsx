import { InputGroup } from "@blueprintjs/core";
import { Search } from "@blueprintjs/icons";
import { useMemo, useState } from "react";
import { useSettings } from "../../bridge/use-settings.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { SettingRow } from "../../ui/SettingRow.tsx";

/** Every setting by section, found by typing. */
export function SettingsPanel() {
  const { data, problem, reload, change } = useSettings();
  const [query, setQuery] = useState("");
  const sections = useMemo(() => {
    const words = query.toLowerCase().split(/\s+/);
    const shown = (data?.settings ?? []).filter((setting) =>
      words.every((word) => `${setting.key} ${setting.documentation}`.toLowerCase().includes(word)),
    );
    return Map.groupBy(shown, (setting) => setting.key.split(".")[0] ?? "");
  }, [data, query]);

  if (problem) return <ProblemView problem={problem} onRetry={reload} />;
  if (!data) return <Loading what="Reading the settings" />;
  return (
    <div className="settings">
      <div className="settings-head">
        <InputGroup
          leftElement={<Search />}
          placeholder="Find a setting"
          aria-label="Find a setting"
          value={query}
          onValueChange={setQuery}
        />
        <span className="faint mono truncate" title={data.file}>
          {data.file}
        </span>
      </div>
      {[...sections].map(([section, settings]) => (
        <Panel key={section} title={section} className="settings-section" flush>
          {settings.map((setting) => (
            <SettingRow
              key={setting.key}
              setting={setting}
              onChange={(value) => change(setting.key, value)}
            />
          ))}
        </Panel>
      ))}
      {sections.size === 0 && <p className="muted">No setting is called that.</p>}
    </div>
  );
}
