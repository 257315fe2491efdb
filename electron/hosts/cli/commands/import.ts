import { resolve } from "node:path";
import { Option } from "commander";
import type { ResultOf } from "../../../contract/method.ts";
import {
  datasetAppend,
  datasetImport,
  datasetMigrate,
  datasetTakeOver,
} from "../../../contract/methods/dataset.ts";
import { fileInspect } from "../../../contract/methods/file.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf, formatBytes, formatDuration } from "../../../contract/text.ts";
import { describeDataset, isOfColumns } from "../describe/dataset.ts";
import { withInputs } from "../files.ts";
import { formatCount, formatFields, formatTable } from "../format.ts";
import { addImportOptions, type ImportFlags, importOptionsOf } from "../options/import.ts";
import type { DefineCommand } from "../run-cli.ts";
import { addUniverseOption, askUniverse, describeUniverse } from "../universe.ts";

type Inspected = ResultOf<typeof fileInspect>;

function understood({ understanding, strategies, isPartial }: Inspected): string {
  if (!understanding) return "";
  const file = understanding;
  return formatFields({
    file: `${file.file}, ${formatBytes(file.bytes)}${file.compression === "none" ? "" : `, ${file.compression}`}`,
    text: isOfColumns(file)
      ? undefined
      : `${file.encoding}${file.hasBom ? " with BOM" : ""}, lines end with ${file.lineEnd}, cells separated by ${file.delimiter}`,
    numbers: `decimal ${file.decimal}, thousands ${file.thousands}`,
    rows: `${formatCount(file.rows)}${isPartial ? " in the first part" : ""} x ${formatCount(file.columns)} columns${file.hasHeader ? "" : ", without a header"}`,
    mapping: file.mapping,
    dates: `${file.dateFormat} (${file.dateBecause})`,
    times:
      file.times === null
        ? undefined
        : { clock: "of a clock", minutes: "minutes since midnight", seconds: "seconds since midnight" }[
            file.times
          ],
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

function describeInspected(result: Inspected): string {
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
    `${countOf(result.checkedRows, "row")} looked at${result.isPartial ? ", the first part of the file" : ""}, in ${formatDuration(result.seconds)}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** tessera inspect FILE: what an import would make of it. Ends with 1 when it is not understood. */
export const defineInspect: DefineCommand = (command, session) => {
  command.argument("<file>");
  addImportOptions(command).action(async (file: string, options: ImportFlags) => {
    const result = await withInputs([file], ([path = file]) =>
      session.call(fileInspect, { ...importOptionsOf(options), file: path }),
    );
    if (result.problem) throw Problem.from(result.problem);
    await session.print(result, describeInspected);
  });
};

/** tessera import FILE... --dataset NAME */
export const defineImport: DefineCommand = (command, session) => {
  command
    .argument(
      "<files...>",
      "files with tables, or folders of them; several are joined by date; - is what is piped in",
    )
    .requiredOption("--dataset <name>", "name of the dataset")
    .option("--replace", "make a new version when the dataset is there already");
  addUniverseOption(addImportOptions(command)).action(
    async (files: string[], options: ImportFlags & { dataset: string; replace?: boolean; luck: boolean }) => {
      const result = await withInputs(files, (paths) =>
        session.call(datasetImport, {
          ...importOptionsOf(options),
          files: paths,
          dataset: options.dataset,
          replace: options.replace,
        }),
      );
      const { strategies, observations } = result.dataset;
      const universe = await askUniverse(
        session,
        { dataset: options.dataset },
        { cells: strategies * observations, isWanted: options.luck },
      );
      await session.print({ ...result, universe }, ({ dataset, files: read, seconds }) =>
        [describeDataset(dataset, read), `imported in ${formatDuration(seconds)}`, describeUniverse(universe)]
          .filter(Boolean)
          .join("\n"),
      );
    },
  );
};

interface AppendFlags extends ImportFlags {
  readonly dataset: string;
  readonly overlap?: "refuse" | "skip" | "keep";
}

/** tessera append FILE... --dataset NAME */
export const defineAppend: DefineCommand = (command, session) => {
  command
    .argument("<files...>", "CSV files with new days")
    .requiredOption("--dataset <name>", "dataset that they are added to")
    .addOption(
      new Option("--overlap <policy>", "rows of a date that is there already").choices([
        "refuse",
        "skip",
        "keep",
      ]),
    );
  addImportOptions(command).action(async (files: string[], options: AppendFlags) => {
    const result = await withInputs(files, (paths) =>
      session.call(datasetAppend, {
        ...importOptionsOf(options),
        files: paths,
        dataset: options.dataset,
        overlap: options.overlap,
      }),
    );
    await session.print(
      result,
      ({ dataset, files: read, added, seconds }) =>
        `${describeDataset(dataset, read)}\n${countOf(added, "row")} added in ${formatDuration(seconds)}`,
    );
  });
};

/** tessera migrate FILE... --dataset NAME */
export const defineMigrate: DefineCommand = (command, session) => {
  command
    .argument("[files...]", "dumps of the database, CSV files, or an input folder; they are only read")
    .requiredOption("--dataset <name>", "name of the dataset; one that is there gets a new version")
    .option("--report <file.md>", "where the validation report goes (default: below the data root)")
    .option(
      "--results <folders...>",
      "result folders of its runs: portfolios and runs are taken over, of the dataset that is there where no files are given",
    );
  addImportOptions(command).action(
    async (
      files: string[],
      options: ImportFlags & { dataset: string; report?: string; results?: string[] },
    ) => {
      const { dataset, results = [] } = options;
      if (files.length + results.length === 0)
        throw new Problem(
          "bad-request",
          "Give files of the replaced system, or --results with its result folders.",
        );
      const migrated =
        files.length === 0
          ? undefined
          : await session.call(datasetMigrate, {
              ...importOptionsOf(options),
              files: files.map((file) => resolve(file)),
              dataset,
              report: options.report && resolve(options.report),
            });
      const taken =
        results.length === 0
          ? undefined
          : await session.call(datasetTakeOver, {
              dataset,
              folders: results.map((folder) => resolve(folder)),
            });
      await session.print({ ...migrated, ...taken }, () =>
        [...(migrated ? [describeMigrated(migrated)] : []), ...(taken?.runs ?? []).map(describeTaken)].join(
          "\n",
        ),
      );
    },
  );
};

const describeMigrated = ({ dataset, report, strategies, seconds }: ResultOf<typeof datasetMigrate>) =>
  `${describeDataset(dataset)}\n${countOf(strategies, "strategy")} ${strategies === 1 ? "agrees" : "agree"} with the files; ` +
  `report: ${report}\nmigrated in ${formatDuration(seconds)}`;

function describeTaken(run: ResultOf<typeof datasetTakeOver>["runs"][number]): string {
  const { folder, id, portfolios, known, compared, agreeing, skipped } = run;
  const head = known
    ? `${folder} was taken over before, as ${id}`
    : `${folder}: ${countOf(portfolios, "portfolio")} taken over, as ${id}`;
  return [
    `${head}; ${agreeing} of ${compared} figures computed again agree`,
    ...skipped.map(({ file, reason }) => `  left out ${file}: ${reason}`),
  ].join("\n");
}
