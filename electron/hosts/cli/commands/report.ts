import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { portfolioList } from "../../../contract/methods/portfolio.ts";
import { type ReportSubject, reportWrite } from "../../../contract/methods/report.ts";
import type { MetricOptions } from "../../../contract/metric-basis.ts";
import { type ReportSection, reportSection, reportSections } from "../../../contract/report.ts";
import { formatBytes } from "../../../contract/text.ts";
import { readTextFile, readWeightedPortfolio } from "../files.ts";
import { addMetricOptions, metricOptionsOf } from "../options/metric.ts";
import { addPortfolioOptions, type PortfolioFlags, savedOf } from "../options/portfolio.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";
import type { CliSession } from "../session.ts";

interface Flags extends ViewOptions, PortfolioFlags, MetricOptions {
  readonly search?: string;
  readonly out: string;
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
    .requiredOption("--out <file>", "file to write, .html or .pdf; replaced when it exists")
    .option("--title <text>", "on the cover")
    .option("--notes <file.txt>", "text for the cover")
    .option("--logo <picture>", "PNG, JPEG, GIF or WebP for the cover")
    .option("--sections <names>", `of ${reportSection.options.join(", ")} (default: all)`, readSections);
  addMetricOptions(addViewOptions(command)).action(async (dataset: string, options: Flags) => {
    const { title, logo, notes, sections } = options;
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

async function subjectOf(session: CliSession, { search, saved, portfolio }: Flags): Promise<ReportSubject> {
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
