import { InvalidArgumentError, Option } from "commander";
import type { z } from "zod";
import { zoneAssign } from "../../../contract/methods/zone.ts";
import { Problem } from "../../../contract/problem.ts";
import type { zoneWindows } from "../../../contract/view.ts";
import type { DefineCommand } from "../command-entry.ts";
import { formatCount } from "../format-count.ts";
import { formatTable } from "../format-table.ts";
import { readInteger } from "../read-number.ts";

type Windows = z.input<typeof zoneWindows>;

interface Flags {
  readonly equal?: number;
  readonly boundaries?: string[];
  readonly windows?: { name: string; start: string; end: string }[];
  readonly open?: string;
  readonly close?: string;
  readonly by?: "start" | "end" | "overlap";
}

const readList = (text: string) => text.split(",").map((word) => word.trim());

/** "Morning=09:15-11:30,Noon=11:30-13:30" */
function readWindows(text: string): NonNullable<Flags["windows"]> {
  return readList(text).map((part) => {
    const [, name, start, end] = /^(.+)=([\d:]+)-([\d:]+)$/.exec(part) ?? [];
    if (name === undefined || start === undefined || end === undefined) {
      throw new InvalidArgumentError("It must be written as NAME=HH:MM-HH:MM,...");
    }
    return { name: name.trim(), start, end };
  });
}

function windowsOf({ equal, boundaries, windows, open, close }: Flags): Windows {
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
      new Option("--by <time>", "which time of an observation decides (default: start)").choices([
        "start",
        "end",
        "overlap",
      ]),
    )
    .action(async (dataset: string, flags: Flags) => {
      const result = await session.call(zoneAssign, { dataset, windows: windowsOf(flags), by: flags.by });
      await session.print(result, ({ version, zones, withoutTime }) => {
        const table = formatTable<[string, number]>(
          [
            { title: "zone", text: ([name]) => name },
            { title: "observations", align: "right", text: ([, count]) => formatCount(count) },
          ],
          Object.entries(zones).sort(([a], [b]) => (a < b ? -1 : 1)),
        );
        const rest =
          withoutTime > 0 ? `\n${formatCount(withoutTime)} observations without a time keep their zone` : "";
        return `${table}${rest}\n${dataset}: version ${version}`;
      });
    });
};
