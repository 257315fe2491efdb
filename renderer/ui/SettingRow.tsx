import { Button, HTMLSelect, InputGroup, Switch } from "@blueprintjs/core";
import { Reset } from "@blueprintjs/icons";
import { useEffect, useId, useState } from "react";
import type { ResultOf } from "../../electron/contract/method.ts";
import type { settingsList } from "../../electron/contract/methods/settings.ts";
import { tip } from "./tips.tsx";
import "./fields.css";

type Setting = ResultOf<typeof settingsList>["settings"][number];

/** "one of a, b, c" as a list of choices; null for anything else. */
function choicesOf(allowed: string): string[] | null {
  const list = /^(?:one of )?([a-z0-9-]+(?:(?:, | or )[a-z0-9-]+)+)$/i.exec(allowed)?.[1];
  return list ? list.split(/, | or /) : null;
}

/** "jobs.scan_interval_s" -> "scan interval": the unit stands behind the value. */
function titleOf({ key, unit }: Setting): string {
  const name = key.slice(key.indexOf(".") + 1).replace(".", " ");
  return (unit ? name.replace(/_(s|mb|gb|percent)$/, "") : name).replaceAll("_", " ");
}

/** Whose word a value is that the window did not set. */
const deciders: Readonly<Partial<Record<Setting["origin"], string>>> = {
  "command-line": "set on the command line",
  project: "set by tessera.ini of the folder",
  shipped: "set for this installation",
};

interface SettingRowProps {
  readonly setting: Setting;
  /** Null goes back to the default. False when the value was refused. */
  readonly onChange: (value: string | null) => Promise<boolean>;
}

/** One setting with its meaning, its allowed values and where its value comes from. */
export function SettingRow({ setting, onChange }: SettingRowProps) {
  const id = useId();
  const [text, setText] = useState(setting.value);
  useEffect(() => setText(setting.value), [setting.value]);
  const change = async (value: string | null) => {
    if (!(await onChange(value))) setText(setting.value);
  };
  const decidedBy = deciders[setting.origin];
  const locked = setting.origin === "command-line" || setting.origin === "project";
  return (
    <div className="setting">
      <div className="setting-text">
        <label htmlFor={id} className="setting-key">
          {titleOf(setting)}
        </label>
        <p className="muted">{setting.documentation}</p>
      </div>
      <div className="setting-editor">
        <SettingEditor
          id={id}
          setting={setting}
          text={text}
          locked={locked}
          onText={setText}
          onChange={(value) => void change(value)}
        />
        <span className="setting-unit faint">{setting.unit}</span>
        {setting.origin === "file" && (
          <Button
            variant="minimal"
            icon={<Reset />}
            aria-label={`Reset ${setting.key}`}
            {...tip(`Back to the default, ${setting.default}`)}
            onClick={() => void change(null)}
          />
        )}
        {decidedBy && <span className="faint">{decidedBy}</span>}
      </div>
    </div>
  );
}

interface SettingEditorProps {
  readonly id: string;
  readonly setting: Setting;
  readonly text: string;
  readonly locked: boolean;
  readonly onText: (text: string) => void;
  readonly onChange: (value: string) => void;
}

/** A switch, a choice or a line of text, as the allowed values have it. */
function SettingEditor({ id, setting, text, locked, onText, onChange }: SettingEditorProps) {
  const choices = choicesOf(setting.allowed);
  if (setting.allowed === "true or false" || (choices?.length === 2 && choices.includes("true"))) {
    return (
      <Switch
        id={id}
        checked={text === "true"}
        disabled={locked}
        aria-label={setting.key}
        onChange={(event) => onChange(String(event.currentTarget.checked))}
      />
    );
  }
  if (choices) {
    return (
      <HTMLSelect
        id={id}
        value={text}
        disabled={locked}
        options={choices}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <InputGroup
      id={id}
      value={text}
      disabled={locked}
      onValueChange={onText}
      onBlur={() => text !== setting.value && onChange(text)}
      onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
    />
  );
}
