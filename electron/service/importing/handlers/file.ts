import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { columnRole, type DatasetMapping } from "../../../contract/importing.ts";
import type { ResultOf } from "../../../contract/method.ts";
import { fileCell, fileColumns, fileInspect, filePaste } from "../../../contract/methods/file.ts";
import { Problem } from "../../../contract/problem.ts";
import { makeStagingFolder, withScratch } from "../../datasets/store/temporary.ts";
import { diskProblem, makeFolders, writeDurably } from "../../disk/durable.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { register } from "../../handler.ts";
import { cellInContext } from "../inspect/cell-in-context.ts";
import { inspectFile } from "../inspect/inspect-file.ts";
import { openHead } from "../inspect/open-head.ts";
import { exporterMappings, presetMappings, savedMappings } from "../mappings.ts";
import { asRemembered } from "../remembered.ts";
import type { UnderstoodFile } from "../understand-file.ts";
import { withFiles } from "../with-files.ts";

/** file.inspect. A file that cannot be read at all is a result too: its problem. */
export const fileInspectHandler = register(fileInspect, async ({ file, ...options }, context, call) => {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  try {
    const inspection = await asRemembered(context.home, options, context.settings, (said, settings) =>
      withScratch(join(context.home, "datasets"), (folder) =>
        inspectFile(context.home, file, said, settings, folder, call),
      ),
    );
    return { ...inspection, seconds: seconds() };
  } catch (error) {
    const problem = error instanceof Problem ? error.report : undefined;
    if (!problem || ["not-found", "cancelled", "internal"].includes(problem.code)) throw error;
    const nothing = { findings: [], strategies: [], checkedRows: 0, rejects: {}, rejectExamples: [] };
    const preview = { columns: [], rows: [] };
    return { understanding: null, problem, ...nothing, preview, isPartial: false, seconds: seconds() };
  }
});

const ignored = columnRole.options.indexOf("ignore");
const strategy = columnRole.options.indexOf("strategy");

/** file.columns */
export const fileColumnsHandler = register(fileColumns, ({ file, ...said }, context, call) =>
  asRemembered(context.home, said, context.settings, (options, settings) =>
    withFiles(context.home, [file], options, settings, call, async ([understood]) => {
      if (!understood) throw new Error("A file that was opened is not there.");
      return columnsOf(understood, await savedMappings(context.home));
    }),
  ),
);

function columnsOf(
  { plan, file, mapping }: UnderstoodFile,
  saved: readonly DatasetMapping[],
): ResultOf<typeof fileColumns> {
  const roles = new Uint8Array(file.header.length).fill(ignored);
  for (const [role, column] of plan.single) roles[column] = columnRole.options.indexOf(role);
  const renamed: Record<string, string> = {};
  plan.strategies.forEach((column, at) => {
    roles[column] = strategy;
    const name = plan.names[at] ?? "";
    if (name !== file.header[column]) renamed[String(column)] = name;
  });
  const mappings = [...presetMappings, ...exporterMappings, ...saved].map(({ name }) => name);
  return { columns: [...file.header], roles, renamed, mapping: mapping.name, mappings };
}

/** file.cell */
export const fileCellHandler = register(fileCell, async (request, context, call) => {
  const { file: path, line, column, rows, columns, ...said } = request;
  return asRemembered(context.home, said, context.settings, (options, settings) =>
    withScratch(join(context.home, "datasets"), async (folder) => {
      const { file } = await openHead(context.home, path, options, settings, folder, call);
      try {
        return await cellInContext(file, { line, column, rows, columns }, settings.threads, call);
      } finally {
        loadAddon().csvClose(file.opened.handle);
      }
    }),
  );
});

/** file.paste */
export const filePasteHandler = register(filePaste, async ({ text }, { home }) => {
  const path = join(home, "staging");
  try {
    const folder = join(await makeStagingFolder(home), randomBytes(12).toString("hex"));
    await makeFolders(folder);
    const file = join(folder, "pasted.txt");
    await writeDurably(file, text);
    return { path: file };
  } catch (error) {
    throw diskProblem(error, path, "writing");
  }
});
