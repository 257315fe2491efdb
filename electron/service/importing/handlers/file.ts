import { join } from "node:path";
import { columnRole } from "../../../contract/importing.ts";
import { fileCell, fileColumns, fileInspect } from "../../../contract/methods/file.ts";
import { Problem } from "../../../contract/problem.ts";
import { withScratch } from "../../datasets/store/temporary.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { register } from "../../handler.ts";
import { importSettings } from "../import-settings.ts";
import { cellInContext } from "../inspect/cell-in-context.ts";
import { inspectFile } from "../inspect/inspect-file.ts";
import { openHead } from "../inspect/open-head.ts";
import { exporterMappings, presetMappings, savedMappings } from "../mappings.ts";
import { withFiles } from "../with-files.ts";

/** file.inspect. A file that cannot be read at all is a result too: its problem. */
export const fileInspectHandler = register(fileInspect, async ({ file, ...options }, context, call) => {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  try {
    const settings = importSettings(options, context.settings);
    const inspection = await withScratch(join(context.home, "datasets"), (folder) =>
      inspectFile(context.home, file, options, settings, folder, call),
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
export const fileColumnsHandler = register(fileColumns, async ({ file: path, ...options }, context, call) => {
  const settings = importSettings(options, context.settings);
  const saved = await savedMappings(context.home);
  return withFiles(context.home, [path], options, settings, call, async ([understood]) => {
    if (!understood) throw new Error("A file that was opened is not there.");
    const { plan, file, mapping } = understood;
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
  });
});

/** file.cell */
export const fileCellHandler = register(fileCell, async (request, context, call) => {
  const { file: path, line, column, rows, columns, ...options } = request;
  const settings = importSettings(options, context.settings);
  return withScratch(join(context.home, "datasets"), async (folder) => {
    const { file } = await openHead(context.home, path, options, settings, folder, call);
    try {
      return await cellInContext(file, { line, column, rows, columns }, settings.threads, call);
    } finally {
      loadAddon().csvClose(file.opened.handle);
    }
  });
});
