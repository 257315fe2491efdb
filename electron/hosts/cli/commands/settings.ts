import type { ResultOf } from "../../../contract/method.ts";
import { settingsList, settingsSet } from "../../../contract/methods/settings.ts";
import { formatTable } from "../format.ts";
import type { DefineCommand } from "../run-cli.ts";

function describe({ file, settings }: ResultOf<typeof settingsList>): string {
  const table = formatTable(
    [
      { title: "setting", text: (row) => row.key },
      { title: "value", text: (row) => (row.value === "" ? "(empty)" : row.value) },
      { title: "unit", text: (row) => row.unit ?? "" },
      { title: "from", text: (row) => row.origin.replace("-", " ") },
    ],
    settings,
  );
  return `${table}\n\nsettings file: ${file}`;
}

/** tessera settings [names...]: lists; with section.key=value it writes to the settings file. */
export const defineSettings: DefineCommand = (command, session) => {
  command
    .argument(
      "[names...]",
      "only these sections or keys; section.key=value writes a value, section.key= takes it out",
    )
    .action(async (names: string[]) => {
      const changes = names.filter((name) => name.includes("="));
      if (changes.length > 0) {
        const entries = changes.map((change) => {
          const at = change.indexOf("=");
          return [change.slice(0, at).trim(), change.slice(at + 1).trim() || null];
        });
        await session.call(settingsSet, { changes: Object.fromEntries(entries) });
      }
      const wanted = names.map((name) => name.split("=")[0] ?? name);
      const all = await session.call(settingsList, {});
      const isWanted = (key: string) =>
        wanted.length === 0 || wanted.some((name) => key === name || key.startsWith(`${name}.`));
      await session.print({ ...all, settings: all.settings.filter(({ key }) => isWanted(key)) }, describe);
    });
};
