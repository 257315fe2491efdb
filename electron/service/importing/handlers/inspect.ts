import { join } from "node:path";
import type { fileInspect } from "../../../contract/methods/file.ts";
import { Problem } from "../../../contract/problem.ts";
import { makeTemporaryFolder } from "../../datasets/store/temporary.ts";
import { removeQuietly } from "../../disk/durable.ts";
import type { Handler } from "../../handler.ts";
import { importSettings } from "../import-settings.ts";
import { inspectFile } from "../inspect/inspect-file.ts";

/** file.inspect. A file that cannot be read at all is a result too: its problem. */
export const inspect: Handler<typeof fileInspect> = async ({ file, ...options }, context, call) => {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  let made: Promise<string> | undefined;
  const folder = (): Promise<string> => (made ??= makeTemporaryFolder(join(context.home, "datasets")));
  try {
    const settings = importSettings(options, context.settings);
    const inspection = await inspectFile(context.home, file, options, settings, folder, call);
    return { ...inspection, seconds: seconds() };
  } catch (error) {
    const problem = error instanceof Problem ? error.report : undefined;
    if (!problem || ["not-found", "cancelled", "internal"].includes(problem.code)) throw error;
    const nothing = { findings: [], strategies: [], checkedRows: 0, rejects: {}, rejectExamples: [] };
    const preview = { columns: [], rows: [] };
    return { understanding: null, problem, ...nothing, preview, isPartial: false, seconds: seconds() };
  } finally {
    if (made) await removeQuietly(await made);
  }
};
