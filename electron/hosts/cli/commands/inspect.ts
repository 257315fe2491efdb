import { resolve } from "node:path";
import type { ResultOf } from "../../../contract/method.ts";
import { fileInspect } from "../../../contract/methods/file.ts";
import { Problem } from "../../../contract/problem.ts";
import { formatBytes, formatDuration } from "../../../contract/text.ts";
import type { DefineCommand } from "../command-entry.ts";
import { formatCount } from "../format-count.ts";
import { formatFields } from "../format-fields.ts";
import { formatTable } from "../format-table.ts";
import { addImportOptions, type ImportFlags, importOptionsOf } from "../import-options.ts";

type Inspected = ResultOf<typeof fileInspect>;

function understood({ understanding, strategies, isPartial }: Inspected): string {
  if (!understanding) return "";
  const file = understanding;
  return formatFields({
    file: `${file.file}, ${formatBytes(file.bytes)}${file.compression === "none" ? "" : `, ${file.compression}`}`,
    text: `${file.encoding}${file.hasBom ? " with BOM" : ""}, lines end with ${file.lineEnd}, cells separated by ${file.delimiter}`,
    numbers: `decimal ${file.decimal}, thousands ${file.thousands}`,
    rows: `${formatCount(file.rows)}${isPartial ? " in the first part" : ""} x ${formatCount(file.columns)} columns${file.hasHeader ? "" : ", without a header"}`,
    mapping: file.mapping,
    dates: `${file.dateFormat} (${file.dateBecause})`,
    confidence: file.confidenceScale ?? undefined,
    columns: file.roles.map(({ role, column }) => `${column} = ${role}`).join(", "),
    strategies: `${formatCount(file.strategies)}: ${strategies.slice(0, 3).join(", ")}, ...`,
    "left out":
      file.ignoredCount === 0
        ? undefined
        : `${formatCount(file.ignoredCount)}: ${file.ignored
            .map(({ column, why }) => `${column} (${why})`)
            .slice(0, 3)
            .join(", ")}`,
  });
}

function describe(result: Inspected): string {
  const { preview, findings, rejects, rejectExamples } = result;
  const table = formatTable<readonly string[]>(
    preview.columns.map((title, index) => ({ title, text: (row) => row[index] ?? "" })),
    preview.rows.slice(0, 5),
  );
  const counts = Object.entries(rejects).map(([reason, count]) => `${formatCount(count)} ${reason}`);
  const problems = [
    ...findings.map(({ message }) => message),
    ...(counts.length > 0 ? [`cells that are no numbers: ${counts.join(", ")}`] : []),
    ...rejectExamples
      .slice(0, 5)
      .map(
        ({ line, column, text, reason }) => `  line ${line}, ${column}: ${JSON.stringify(text)} (${reason})`,
      ),
  ];
  return [
    understood(result),
    table,
    problems.length > 0 ? `problems\n${problems.map((problem) => `  ${problem}`).join("\n")}` : "no problems",
    `${formatCount(result.checkedRows)} rows looked at${result.isPartial ? ", the first part of the file" : ""}, in ${formatDuration(result.seconds)}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** tessera inspect FILE: what an import would make of it. Ends with 1 when it is not understood. */
export const defineInspect: DefineCommand = (command, session) => {
  command.argument("<file>");
  addImportOptions(command).action(async (file: string, options: ImportFlags) => {
    const result = await session.call(fileInspect, { ...importOptionsOf(options), file: resolve(file) });
    if (result.problem) throw Problem.from(result.problem);
    await session.print(result, describe);
  });
};
