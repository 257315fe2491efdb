import { InvalidArgumentError, Option } from "commander";
import type { z } from "zod";
import { zoneAssign, zoneSummary } from "../../../contract/methods/zone.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import type { zoneWindows } from "../../../contract/view.ts";
import { readPortfolio } from "../files.ts";
import { formatCount, formatFigure, formatTable } from "../format.ts";
import { figureOf, formatMoney, moneyFor, moneyTitle } from "../money.ts";
import { readInteger } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

/** tessera zones NAME */
export const defineZones: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--portfolio <names.txt>", "figures of these strategies instead of all");
  addViewOptions(command).action(async (dataset: string, options: ViewOptions & { portfolio?: string }) => {
    const { zoneWeights, ...view } = options;
    const members = options.portfolio ? await readPortfolio(options.portfolio) : undefined;
    const result = await session.call(zoneSummary, { ...viewOf(dataset, view), zoneWeights, members });
    const money = await moneyFor(session, dataset);
    await session.print(result, ({ dates, outside, zones }) => {
      const table = formatTable(
        [
          { title: "zone", text: ({ name }) => name },
          { title: "weight", align: "right", text: ({ weight }) => formatFigure(weight) },
          { title: "rows", align: "right", text: ({ observations }) => String(observations) },
          { title: "from", text: ({ start }) => start ?? "" },
          { title: "to", text: ({ end }) => end ?? "" },
          {
            title: moneyTitle("total", money),
            align: "right",
            text: ({ total }) => formatMoney(total, money),
          },
          { title: "win rate", align: "right", text: ({ winRate }) => figureOf("win_rate", winRate) },
          {
            title: moneyTitle("worst", money),
            align: "right",
            text: ({ worst }) => formatMoney(worst, money),
          },
        ],
        zones,
      );
      return `${table}\n${countOf(dates, "date")}, ${countOf(outside, "row")} in no zone`;
    });
  });
};

type Windows = z.input<typeof zoneWindows>;

interface AssignFlags {
  readonly equal?: number;
  readonly boundaries?: string[];
  readonly windows?: { name: string; start: string; end: string }[];
  readonly open?: string;
  readonly close?: string;
  readonly by?: "start" | "end" | "overlap";
}

const readList = (text: string) => text.split(",").map((word) => word.trim());

/** "Morning=09:15-11:30,Noon=11:30-13:30" */
function readWindows(text: string): NonNullable<AssignFlags["windows"]> {
  return readList(text).map((part) => {
    const [, name, start, end] = /^(.+)=([\d:]+)-([\d:]+)$/.exec(part) ?? [];
    if (name === undefined || start === undefined || end === undefined) {
      throw new InvalidArgumentError("It must be written as NAME=HH:MM-HH:MM,...");
    }
    return { name: name.trim(), start, end };
  });
}

function windowsOf({ equal, boundaries, windows, open, close }: AssignFlags): Windows {
  if (windows) return { kind: "custom", windows };
  if (boundaries) return { kind: "freeform", open, close, boundaries };
  if (equal !== undefined) return { kind: "equal", open, close, count: equal };
  throw new Problem("bad-request", "Say how the day is divided: --equal, --boundaries or --windows.");
}

/** tessera assign-zones NAME --equal 4 */
export const defineAssignZones: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .addOption(
      new Option("--equal <n>", "this many windows of one length")
        .argParser(readInteger)
        .conflicts(["boundaries", "windows"]),
    )
    .addOption(
      new Option("--boundaries <times>", "windows between these times: 11:00,13:30")
        .argParser(readList)
        .conflicts("windows"),
    )
    .option("--windows <list>", "NAME=HH:MM-HH:MM,... ; they may leave gaps", readWindows)
    .option("--open <time>", "start of the first window (default: 09:15)")
    .option("--close <time>", "end of the last window (default: 15:30)")
    .addOption(
      new Option("--by <time>", "which time of a row decides (default: start)").choices([
        "start",
        "end",
        "overlap",
      ]),
    )
    .action(async (dataset: string, flags: AssignFlags) => {
      const result = await session.call(zoneAssign, { dataset, windows: windowsOf(flags), by: flags.by });
      await session.print(result, ({ version, zones, withoutTime }) => {
        const table = formatTable<[string, number]>(
          [
            { title: "zone", text: ([name]) => name },
            { title: "rows", align: "right", text: ([, count]) => formatCount(count) },
          ],
          Object.entries(zones).sort(([a], [b]) => (a < b ? -1 : 1)),
        );
        const rest =
          withoutTime > 0
            ? `\n${countOf(withoutTime, "row")} without a time ${withoutTime === 1 ? "keeps its" : "keep their"} zone`
            : "";
        return `${table}${rest}\n${dataset}: version ${version}`;
      });
    });
};
