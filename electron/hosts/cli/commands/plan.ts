import type { ResultOf } from "../../../contract/method.ts";
import { datasetOpenSummary } from "../../../contract/methods/dataset.ts";
import { enginePlan } from "../../../contract/methods/engine.ts";
import { Problem } from "../../../contract/problem.ts";
import { formatBytes } from "../../../contract/text.ts";
import type { CliSession } from "../cli-session.ts";
import type { DefineCommand } from "../command-entry.ts";
import { readInteger, readNumber } from "../read-number.ts";

interface Flags {
  readonly strategies?: number;
  readonly observations?: number;
  readonly limitGb?: number;
}

function describe({ plans }: ResultOf<typeof enginePlan>): string {
  return plans
    .map((plan) =>
      [
        `${plan.backend} (${plan.device}): ${plan.summary}`,
        `    ${formatBytes(plan.freeBytes)} free of ${formatBytes(plan.installedBytes)}, ` +
          `reserve ${formatBytes(plan.reserveBytes)}, to be used ${formatBytes(plan.budgetBytes)}`,
        ...plan.parts.map((part) => `    ${part.name}: ${formatBytes(part.bytes)}, ${part.during}`),
      ].join("\n"),
    )
    .join("\n");
}

/** The shape that is asked for: of a dataset, or the options'. */
async function shapeOf(dataset: string | undefined, flags: Flags, session: CliSession) {
  const opened = dataset === undefined ? undefined : await session.call(datasetOpenSummary, { dataset });
  const summary = opened?.dataset;
  const strategies = flags.strategies ?? summary?.strategies;
  const observations = flags.observations ?? summary?.observations;
  if (strategies === undefined || observations === undefined) {
    throw new Problem("bad-request", "Give a dataset, or --strategies and --observations.");
  }
  return { strategies, observations };
}

/** tessera plan [NAME] */
export const definePlan: DefineCommand = (command, session) => {
  command
    .argument("[dataset]")
    .option("--strategies <n>", "strategies, where there is no dataset yet", readInteger)
    .option("--observations <t>", "observations, likewise", readInteger)
    .option("--limit-gb <x>", "plan for this much device memory instead of the settings'", readNumber)
    .action(async (dataset: string | undefined, flags: Flags) => {
      const shape = await shapeOf(dataset, flags, session);
      const limit = flags.limitGb === undefined ? {} : { memoryLimitBytes: Math.round(flags.limitGb * 1e9) };
      await session.print(await session.call(enginePlan, { ...shape, ...limit }), describe);
    });
};
