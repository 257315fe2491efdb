import { join } from "node:path";
import type { fileCell } from "../../../contract/methods/file.ts";
import { makeTemporaryFolder } from "../../datasets/store/temporary.ts";
import { removeQuietly } from "../../disk/durable.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import type { Handler } from "../../handler.ts";
import { importSettings } from "../import-settings.ts";
import { cellInContext } from "../inspect/cell-in-context.ts";
import { openHead } from "../inspect/open-head.ts";

/** file.cell */
export const showCell: Handler<typeof fileCell> = async (request, context, call) => {
  const { file: path, line, column, rows, columns, ...options } = request;
  const settings = importSettings(options, context.settings);
  let made: Promise<string> | undefined;
  const folder = (): Promise<string> => (made ??= makeTemporaryFolder(join(context.home, "datasets")));
  try {
    const { file } = await openHead(context.home, path, options, settings, folder, call);
    try {
      return await cellInContext(file, { line, column, rows, columns }, settings.threads, call);
    } finally {
      loadAddon().csvClose(file.opened.handle);
    }
  } finally {
    if (made) await removeQuietly(await made);
  }
};
