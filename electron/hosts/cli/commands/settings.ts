import type { InputOf, ResultOf } from "../../../contract/method.ts";
import { settingsExplain, settingsList, settingsSet } from "../../../contract/methods/settings.ts";
import { viewKeep, viewList, viewToSettings } from "../../../contract/methods/view.ts";
import { Problem } from "../../../contract/problem.ts";
import { viewWords } from "../../../contract/view-text.ts";
import { formatTable } from "../format.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

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

interface Flags extends ViewOptions {
  readonly keep?: boolean;
  readonly clear?: boolean;
  readonly toSettings?: boolean;
}

/** tessera view NAME [--keep --min-confidence 70] [--clear] [--to-settings] */
export const defineView: DefineCommand = (command, session) => {
  addViewOptions(
    command
      .argument("<dataset>")
      .option("--keep", "keep the view that the other options describe, in place of the one that was kept")
      .option("--clear", "look at the dataset as it is again")
      .option("--to-settings", "write what settings can say of the kept view to the user's settings"),
  ).action(async (dataset: string, options: Flags) => {
    const { dataset: _, version: __, ...asked } = viewOf(dataset, options);
    const said = Object.entries(asked).filter(([, value]) => value !== undefined);
    const isAsked = said.some(([name]) => name !== "rows") || asked.rows?.kind !== "observations";
    if (isAsked && !options.keep)
      throw new Problem("bad-request", "The options describe a view, and nothing says what to do with it.", {
        remedy: "Keep it in place of the one that was kept: --keep.",
      });
    if (options.keep || options.clear) {
      const kept = options.clear ? {} : Object.fromEntries(said);
      await session.call(viewKeep, { dataset, view: kept as InputOf<typeof viewKeep>["view"] });
    }
    const { views } = await session.call(viewList, {});
    const written = options.toSettings ? (await session.call(viewToSettings, { dataset })).changes : {};
    const view = views[dataset] ?? {};
    await session.print({ dataset, view, written }, () => {
      const words = viewWords(view);
      const lines = Object.entries(written)
        .filter(([, value]) => value !== null)
        .map(([key, value]) => `${key} = ${value}`);
      return [...(words.length > 0 ? words : ["The dataset as it is."]), ...lines].join("\n");
    });
  });
};
