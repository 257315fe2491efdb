import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { datasetExport } from "../../../contract/methods/dataset.ts";
import { portfolioList } from "../../../contract/methods/portfolio.ts";
import {
  type ReportSection,
  type ReportSubject,
  reportSection,
  reportSections,
  reportWrite,
} from "../../../contract/methods/report.ts";
import type { MetricOptions } from "../../../contract/metric-basis.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf, formatBytes } from "../../../contract/text.ts";
import { readPortfolio, readTextFile, readWeightedPortfolio } from "../files.ts";
import { addMetricOptions, metricOptionsOf } from "../options/metric.ts";
import { forceOption, outputOf } from "../options/output.ts";
import { addPortfolioOptions, type PortfolioFlags, savedOf } from "../options/portfolio.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import { exportResultFolder, type ResultFolderFlags } from "../result-folder.ts";
import type { DefineCommand } from "../run-cli.ts";
import type { CliSession } from "../session.ts";

interface Flags extends ResultFolderFlags {
  readonly layout: "wide" | "strategy" | "legacy";
  readonly format: "parquet" | "arrow" | "csv";
  readonly compression?: "snappy" | "zstd" | "gzip" | "none";
  readonly force?: boolean;
  readonly formulasAsText?: boolean;
  readonly bom?: boolean;
}

const several = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

/** tessera export NAME --out FILE */
export const defineExport: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .requiredOption("--out <file>", "file to write; for the layout legacy a folder")
    .option(...forceOption)
    .addOption(
      new Option(
        "--layout <layout>",
        "a column per strategy, a row per strategy, or the result folder of the replaced system for portfolios",
      )
        .choices(["wide", "strategy", "legacy"])
        .default("wide"),
    )
    .addOption(new Option("--format <format>").choices(["parquet", "arrow", "csv"]).default("parquet"))
    .option("--from <date>", "first date, YYYY-MM-DD")
    .option("--to <date>", "last date, YYYY-MM-DD")
    .option(
      "--portfolio <names.txt>",
      "only these strategies; of the layout legacy a portfolio, may be repeated, and ZONE=names.txt is that of a zone",
      several,
    )
    .option(
      "--saved <name>",
      "of the layout legacy: a saved portfolio, by name or id; may be repeated",
      several,
    )
    .option("--zones", "of the layout legacy: also each intraday zone and their summary")
    .option("--ulta", "of the layout legacy: invert losing strategies first")
    .addOption(new Option("--compression <codec>", "of Parquet").choices(["snappy", "zstd", "gzip", "none"]))
    .option("--formulas-as-text", "in CSV, an apostrophe before names that a spreadsheet would run")
    .option(
      "--bom",
      "in CSV, a byte order mark, by which Excel knows UTF-8 (the setting export.byte_order_mark does so always)",
    )
    .action(async (dataset: string, options: Flags) => {
      const { layout, format, from, to, compression, force, formulasAsText, portfolio = [] } = options;
      if (layout === "legacy") return exportResultFolder(session, dataset, options);
      const [names, second] = portfolio;
      if (second !== undefined || options.saved || options.zones || options.ulta)
        throw new Problem(
          "bad-request",
          "Several portfolios, zones and ULTA are of the layout legacy alone.",
          {
            remedy: "Add --layout legacy, or name one file of strategies.",
          },
        );
      const byteOrderMark = options.bom ?? (await session.settings()).get("export.byte_order_mark");
      await outputOf(session, options);
      const strategies = names === undefined ? undefined : await readPortfolio(names);
      const file = resolve(options.out);
      const form = { layout, format, from, to, strategies, compression, formulasAsText, byteOrderMark };
      const request = { dataset, file, replace: force, ...form };
      const result = await session.call(datasetExport, request);
      await session.print(
        result,
        (made) =>
          `${made.file}: ${countOf(made.observations, "row")} x ${countOf(made.strategies, "strategy")}, ${formatBytes(made.bytes)}`,
      );
    });
};

interface ReportFlags extends ViewOptions, PortfolioFlags, MetricOptions {
  readonly search?: string;
  readonly out: string;
  readonly force?: boolean;
  readonly title?: string;
  readonly notes?: string;
  readonly logo?: string;
  readonly sections?: ReportSection[];
}

/** tessera report NAME --portfolio P | --search DIR --out report.pdf */
export const defineReport: DefineCommand = (command, session) => {
  addPortfolioOptions(command.argument("<dataset>"))
    .addOption(
      new Option(
        "--search <dir>",
        "a search: the folder of its result files, its name, or a finished job",
      ).conflicts(["portfolio", "saved"]),
    )
    .requiredOption("--out <file>", "file to write, .html or .pdf")
    .option(...forceOption)
    .option("--title <text>", "on the cover")
    .option("--notes <file.txt>", "text for the cover")
    .option("--logo <picture>", "PNG, JPEG, GIF or WebP for the cover")
    .option("--sections <names>", `of ${reportSection.options.join(", ")} (default: all)`, readSections);
  addMetricOptions(addViewOptions(command)).action(async (dataset: string, options: ReportFlags) => {
    const { title, logo, notes, sections } = options;
    await outputOf(session, options);
    const made = await session.call(reportWrite, {
      ...viewOf(dataset, options),
      ...metricOptionsOf(options),
      subject: await subjectOf(session, options),
      file: resolve(options.out),
      title,
      sections,
      notes: notes === undefined ? undefined : await readTextFile(resolve(notes), "notes"),
      logo: logo === undefined ? undefined : resolve(logo),
    });
    await session.print(
      made,
      ({ file, bytes, sections: written }) =>
        `${file}: ${formatBytes(bytes)}\n${written.map((name) => reportSections[name]).join(", ")}`,
    );
  });
};

async function subjectOf(
  session: CliSession,
  { search, saved, portfolio }: ReportFlags,
): Promise<ReportSubject> {
  if (search !== undefined) {
    const folder = resolve(search);
    const isFolder = await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    );
    return isFolder || /[\\/]/.test(search)
      ? { kind: "search-folder", folder: folder as never }
      : { kind: "search", id: search };
  }
  if (portfolio !== undefined)
    return { kind: "members", name: portfolioName(portfolio), ...(await readWeightedPortfolio(portfolio)) };
  if (saved === undefined) return { kind: "dataset" };
  const { portfolios } = await session.call(portfolioList, {});
  return { kind: "saved", id: savedOf(portfolios, saved).id };
}

/** A file's name without its folder and ending. */
const portfolioName = (file: string): string =>
  file
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/\.[^.]*$/, "")
    .slice(0, 200) ?? "Portfolio";

function readSections(text: string): ReportSection[] {
  const read = reportSection.array().safeParse(text.split(",").map((word) => word.trim()));
  if (!read.success) throw new InvalidArgumentError(`It is a list of ${reportSection.options.join(", ")}.`);
  return read.data;
}
