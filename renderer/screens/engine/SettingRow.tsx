import { Button, HTMLSelect, InputGroup, Switch } from "@blueprintjs/core";
import { Reset } from "@blueprintjs/icons";
import { useEffect, useId, useState } from "react";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { type settingsList, settingsSet } from "../../../electron/contract/methods/settings.ts";
import { Problem } from "../../../electron/contract/problem.ts";
import { useHost } from "../../bridge/use-host.ts";
import { tip } from "../../ui/tip.ts";
import { messages } from "../../ui/toaster.ts";
import "./setting-row.css";

type Setting = ResultOf<typeof settingsList>["settings"][number];

/** "one of a, b, c" as a list of choices; null for anything else. */
function choicesOf(allowed: string): string[] | null {
  const list = /^(?:one of )?([a-z0-9-]+(?:(?:, | or )[a-z0-9-]+)+)$/i.exec(allowed)?.[1];
  return list ? list.split(/, | or /) : null;
}

/** "jobs.scan_interval_s" -> "scan interval": the unit stands behind the value. */
function titleOf({ key, unit }: Setting): string {
  const name = key.split(".")[1] ?? key;
  return (unit ? name.replace(/_(s|mb|gb|percent)$/, "") : name).replaceAll("_", " ");
}

/** One setting with its meaning, its allowed values and where its value comes from. A change can be undone. */
export function SettingRow({ setting }: { setting: Setting }) {
  const { transport } = useHost();
  const id = useId();
  const [text, setText] = useState(setting.value);
  useEffect(() => setText(setting.value), [setting.value]);
  const locked = setting.origin === "command-line";
  const choices = choicesOf(setting.allowed);

  const change = async (value: string | null) => {
    try {
      const { before } = await transport.call(settingsSet, { changes: { [setting.key]: value } });
      messages.done(`${setting.key} is now ${value ?? setting.default}.`, () => {
        void transport.call(settingsSet, { changes: before });
      });
    } catch (error) {
      setText(setting.value);
      messages.failed(error instanceof Problem ? error.message : String(error));
    }
  };

  const editor =
    setting.allowed === "true or false" || (choices?.length === 2 && choices.includes("true")) ? (
      <Switch
        id={id}
        checked={text === "true"}
        disabled={locked}
        aria-label={setting.key}
        onChange={(event) => void change(String(event.currentTarget.checked))}
      />
    ) : choices ? (
      <HTMLSelect
        id={id}
        value={text}
        disabled={locked}
        options={choices}
        onChange={(event) => void change(event.currentTarget.value)}
      />
    ) : (
      <InputGroup
        id={id}
        value={text}
        disabled={locked}
        onValueChange={setText}
        onBlur={() => text !== setting.value && void change(text)}
        onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
      />
    );

  return (
    <div className="setting">
      <div className="setting-text">
        <label htmlFor={id} className="setting-key">
          {titleOf(setting)}
        </label>
        <p className="muted">{setting.documentation}</p>
      </div>
      <div className="setting-editor">
        {editor}
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
        {locked && <span className="faint">set on the command line</span>}
      </div>
    </div>
  );
}
