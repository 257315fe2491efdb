import { columnRole } from "../../../contract/importing.ts";
import type { fileColumns } from "../../../contract/methods/file.ts";
import type { Handler } from "../../handler.ts";
import { importSettings } from "../import-settings.ts";
import { presetMappings } from "../mapping/preset-mappings.ts";
import { savedMappings } from "../mapping/saved-mappings.ts";
import { withFiles } from "../with-files.ts";

const ignored = columnRole.options.indexOf("ignore");
const strategy = columnRole.options.indexOf("strategy");

/** file.columns */
export const listColumns: Handler<typeof fileColumns> = async ({ file: path, ...options }, context, call) => {
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
    const mappings = [...presetMappings, ...saved].map(({ name }) => name);
    return { columns: [...file.header], roles, renamed, mapping: mapping.name, mappings };
  });
};
