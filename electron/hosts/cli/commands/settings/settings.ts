import type { ResultOf } from "../../../../contract/method.ts";
import { settingsExplain, settingsList, settingsSet } from "../../../../contract/methods/settings.ts";
import { Problem } from "../../../../contract/problem.ts";
import { formatTable } from "../../format.ts";
import type { DefineCommand } from "../../run-cli.ts";

type Origin = ResultOf<typeof settingsList>["settings"][number]["origin"];

const originWords: Readonly<Record<Origin, string>> = {
  default: "default",
  shipped: "installation",
  file: "user's file",
  project: "this folder",
  "command-line": "command line",
};

const shown = (value: string) => (value === "" ? "(empty)" : value);

function describe({ file, settings }: ResultOf<typeof settingsList>): string {
  const table = formatTable(
    [
      { title: "setting", text: (row) => row.key },
      { title: "value", text: (row) => shown(row.value) },
      { title: "unit", text: (row) => row.unit ?? "" },
      { title: "from", text: (row) => originWords[row.origin] },
    ],
    settings,
  );
  return `${table}\n\nsettings file: ${file}`;
}

function describeLayers({
  key,
  documentation,
  allowed,
  unit,
  layers,
}: ResultOf<typeof settingsExplain>): string {
  const table = formatTable(
    [
      { title: "", text: ({ at }) => (at === layers.length - 1 ? ">" : "") },
      { title: "layer", text: ({ origin }) => originWords[origin] },
      { title: "value", text: ({ value }) => shown(value) },
      { title: "where", text: ({ place }) => place ?? "" },
    ],
    layers.map((layer, at) => ({ ...layer, at })),
  );
  return `${key}: ${documentation}\nIt must be ${allowed}${unit ? `, in ${unit}` : ""}.\n\n${table}`;
}

/** tessera settings [names...]: lists; with section.key=value it writes; `explain KEY` says who decided a value. */
export const defineSettings: DefineCommand = (command, session) => {
  command
    .argument(
      "[names...]",
      "only these sections or keys; section.key=value writes a value, section.key= takes it out; explain <key> says which layer decided it",
    )
    .action(async (names: string[]) => {
      if (names[0] === "explain") {
        const [, key = "", ...more] = names;
        if (key === "" || more.length > 0)
          throw new Problem("bad-request", "One setting is explained at a time.", {
            remedy: "tessera settings explain search.seed",
          });
        await session.print(await session.call(settingsExplain, { key }), describeLayers);
        return;
      }
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
