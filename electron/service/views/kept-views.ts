import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ResultOf } from "../../contract/method.ts";
import type { viewList } from "../../contract/methods/view.ts";
import { type KeptView, keptView } from "../../contract/view.ts";
import { keepJson } from "../disk/durable.ts";
import { jsonNames, readKept } from "../disk/json-files.ts";
import { viewsFolder } from "../disk/own-places.ts";

/** Views in HOME/views, a file for each dataset: window, command line and browser see the same. */
const folderOf = (home: string): string => join(home, viewsFolder);

const viewIn = async (file: string): Promise<KeptView> =>
  keptView.parse(JSON.parse(await readFile(file, "utf8")));

/** That of one dataset; undefined where none is kept, or what is kept cannot be read. */
export const readView = (home: string, dataset: string): Promise<KeptView | undefined> =>
  viewIn(join(folderOf(home), `${dataset}.json`)).catch(() => undefined);

/** All that are kept. A file that cannot be read is told of and keeps none of the others back. */
export async function readViews(home: string): Promise<ResultOf<typeof viewList>> {
  const folder = folderOf(home);
  const { kept, damaged } = await readKept(folder, await jsonNames(folder), (view) => keptView.parse(view));
  return { views: Object.fromEntries(kept), damaged };
}

/** Keeps a view over an earlier one; an empty one is the dataset as it is. */
export async function keepView(home: string, dataset: string, view: KeptView): Promise<void> {
  if (Object.keys(view).length > 0) await keepJson(folderOf(home), dataset, view);
  else await rm(join(folderOf(home), `${dataset}.json`), { force: true });
}

/** The view follows its dataset to its new name. */
export async function moveView(home: string, dataset: string, to: string): Promise<void> {
  const view = await readView(home, dataset);
  if (!view) return;
  await keepView(home, to, view);
  await keepView(home, dataset, {});
}
