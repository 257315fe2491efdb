import type { InputOf } from "../../../../contract/method.ts";
import { viewKeep, viewList, viewToSettings } from "../../../../contract/methods/view.ts";
import { Problem } from "../../../../contract/problem.ts";
import { viewWords } from "../../../../contract/view-text.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../../options/view.ts";
import type { DefineCommand } from "../../run-cli.ts";

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
