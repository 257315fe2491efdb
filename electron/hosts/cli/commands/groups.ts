import { InvalidArgumentError, Option } from "commander";
import type { ResultOf } from "../../../contract/method.ts";
import {
  type GroupBy,
  type GroupStatistic,
  groupBy,
  groupStatistic,
  groupStrategies,
} from "../../../contract/methods/group.ts";
import { type Profile, profile } from "../../../contract/metrics.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import { groupsCsv } from "../csv.ts";
import { readPortfolio, writeWholeFile } from "../files.ts";
import { formatCount, formatFigure, formatTable } from "../format.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import { readCount } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

interface Options extends OutputFlags, ViewOptions {
  readonly by: GroupBy;
  readonly statistics?: GroupStatistic[];
  readonly portfolio?: string;
  readonly profile?: Profile;
  readonly sort?: string;
  readonly limit: number;
}

function readStatistic(text: string): GroupStatistic {
  const parsed = groupStatistic.safeParse(text.trim());
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`${text} is none of ${groupStatistic.options.join(", ")}.`);
}

/** tessera groups NAME --by regime: every strategy in every market regime, zone or weekday. */
export const defineGroups: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .addOption(
      new Option("--by <what>", "what rows are grouped by").choices([...groupBy.options]).default("regime"),
    )
    .option(
      "--statistics <names>",
      "which statistics, separated by commas (default: mean on the screen, all in a file)",
      (text) => text.split(",").map(readStatistic),
    )
    .option("--portfolio <names.txt>", "only these strategies")
    .option("--out <file.csv>", "write all strategies to a CSV file")
    .option(...forceOption)
    .option("--sort <group>", "order of the list on the screen: largest of this group first")
    .option("--limit <n>", "lines on the screen", readCount, 20)
    .addOption(
      new Option("--profile <profile>", "legacy: drawdowns start at the first value").choices(
        profile.options,
      ),
    );
  addViewOptions(command).action(async (dataset: string, options: Options) => {
    const output = await outputOf(session, options);
    const statistics = options.statistics ?? (output === undefined ? ["mean" as const] : undefined);
    const result = await session.call(groupStrategies, {
      ...viewOf(dataset, options),
      by: options.by,
      statistics,
      strategies: options.portfolio ? await readPortfolio(options.portfolio) : undefined,
      profile: options.profile,
    });
    if (output) {
      const { file } = output;
      await writeWholeFile(output, await groupsCsv(result, output.formulasAsText));
      const { strategies, groups } = result;
      const summary = { file, strategies: strategies.length, groups, statistics: result.statistics };
      await session.print(
        summary,
        () =>
          `${file}: ${countOf(strategies.length, "strategy")}, ${countOf(result.statistics.length, "statistic")} of ${countOf(groups.length, "group")}`,
      );
      return;
    }
    const place = sortPlace(options.sort, result.groups);
    await session.print(result, (groups) => describeGroups(groups, place, options.limit));
  });
};

/** A table a statistic, in the order of the group at `place`, and what the groups hold. */
function describeGroups(
  { statistics, strategies, groups, values, whole, ungrouped }: ResultOf<typeof groupStrategies>,
  place: number | undefined,
  limit: number,
): string {
  const tables = statistics.map((statistic, k) => {
    const columnOf = (g: number) => (g < 0 ? whole[k] : values[k * groups.length + g]);
    const order = strategies.map((_, index) => index);
    if (place !== undefined) {
      const keys = columnOf(place);
      const key = (index: number) => {
        const value = keys?.[index] ?? Number.NaN;
        return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
      };
      order.sort((a, b) => (key(a) === key(b) ? a - b : key(b) - key(a)));
    }
    const column = (title: string, g: number) => ({
      title,
      align: "right" as const,
      text: (index: number) => formatFigure(columnOf(g)?.[index] ?? Number.NaN),
    });
    const name = { title: statistic, text: (index: number) => strategies[index] ?? "" };
    return formatTable<number>(
      [name, column("all", -1), ...groups.map((group, g) => column(group.name, g))],
      order.slice(0, limit),
    );
  });
  const rest = strategies.length - limit;
  const rows = groups.map(({ name, observations }) => `${name} ${observations}`).join(", ");
  return [
    tables.join("\n\n"),
    rest > 0 ? `... and ${formatCount(rest)} more (--limit, --sort, --out FILE)` : "",
    `rows: ${rows}${ungrouped > 0 ? `, in no group ${ungrouped}` : ""}`,
  ]
    .filter(Boolean)
    .join("\n");
}

/** Place of the group to sort by, -1 = all rows, undefined = none was asked for. */
function sortPlace(
  name: string | undefined,
  groups: readonly { readonly name: string }[],
): number | undefined {
  if (name === undefined) return undefined;
  const place = groups.findIndex((group) => group.name === name);
  if (place >= 0) return place;
  if (name === "all") return -1;
  throw new Problem("bad-request", `There is no group ${name}.`, {
    remedy: `Groups: all, ${groups.map((group) => group.name).join(", ")}.`,
  });
}
