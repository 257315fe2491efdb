import type { ResultOf } from "../../../contract/method.ts";
import { datasetOpenSummary } from "../../../contract/methods/dataset.ts";
import {
  engineMonitor,
  enginePlan,
  engineReport,
  engineSelfTest,
  type PlannedWork,
  plannedWork,
} from "../../../contract/methods/engine.ts";
import { monitorDoctor, monitorRuns } from "../../../contract/methods/monitor.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf, formatBytes, formatDuration } from "../../../contract/text.ts";
import { formatTable } from "../format.ts";
import { readCount, readInteger, readNumber } from "../options/read.ts";
import type { DefineCommand } from "../run-cli.ts";
import type { CliSession } from "../session.ts";

interface Answer extends ResultOf<typeof engineReport> {
  readonly selfTest?: ResultOf<typeof engineSelfTest>["backends"];
  readonly monitor: ResultOf<typeof engineMonitor>;
}

function describeEngine({ backends, selfTest, monitor }: Answer): string {
  const found = backends.map((backend) => {
    const head = `${backend.used ? "●" : "○"} ${backend.name}${backend.version ? ` ${backend.version}` : ""}`;
    const devices = backend.devices.map(
      (device, index) =>
        `    device ${index}: ${device.name}, ${device.detail}, ${countOf(device.threadCount, "thread")}, ` +
        `${formatBytes(device.memoryFreeBytes)} free of ${formatBytes(device.memoryBytes)}`,
    );
    return [`${head}${backend.used ? "  (in use)" : ""}`, `    ${backend.reason}`, ...devices].join("\n");
  });
  const tested = (selfTest ?? []).flatMap((backend) => [
    `${backend.name}: ${backend.passed ? "all" : "not all"} of ${backend.checks.length} published figures are met`,
    ...backend.checks
      .filter((check) => !check.passed)
      .map((check) => `    ${check.name}: ${check.problem ?? check.computed} instead of ${check.expected}`),
  ]);
  return [...found, ...tested, ...describeMonitor(monitor)].join("\n");
}

/** tessera engine */
export const defineEngine: DefineCommand = (command, session) => {
  command
    .option("--self-test", "compare every backend that works with published figures")
    .action(async ({ selfTest }: { readonly selfTest?: boolean }) => {
      const report = await session.call(engineReport, {});
      const tested = selfTest ? (await session.call(engineSelfTest, {})).backends : undefined;
      const monitor = await session.call(engineMonitor, {});
      await session.print({ ...report, ...(tested ? { selfTest: tested } : {}), monitor }, describeEngine);
      if (tested?.some((backend) => !backend.passed)) process.exitCode = 1;
    });
};

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;

/** Lines about what the engine has done so far; none while it has done nothing. */
function describeMonitor({ backends, warnings }: ResultOf<typeof engineMonitor>): string[] {
  const lines = backends.flatMap((backend) => {
    if (backend.operations.length === 0 && backend.sessions === 0) return [];
    const busy = backend.utilisationPercent === null ? "" : `, device ${backend.utilisationPercent} % busy`;
    return [
      `${backend.name}: ${formatBytes(backend.memoryUsedBytes)} in use, at most ${formatBytes(backend.memoryPeakBytes)}${busy}`,
      ...backend.operations.map(
        ({ name, runs, failed, wallMs, kernelMs, transferMs }) =>
          `    ${name}: ${countOf(runs, "run")}${failed > 0 ? `, ${failed} failed` : ""}, ${milliseconds(wallMs)}` +
          (kernelMs + transferMs > 0
            ? ` (device ${milliseconds(kernelMs)}, copies ${milliseconds(transferMs)})`
            : ""),
      ),
    ];
  });
  return [...lines, ...warnings.map((warning) => `warning: ${warning.backend}: ${warning.text}`)];
}

interface PlanFlags {
  readonly strategies?: number;
  readonly observations?: number;
  readonly limitGb?: number;
}

type Plans = ResultOf<typeof enginePlan>;

const describeWorks = ({ works }: Pick<Plans, "works">): string[] =>
  works.map(({ work, how, summary }) => `${work}: ${how}. ${summary}`);

function describePlans({ plans, searches, inParts, works }: Plans): string {
  return plans
    .map((plan) =>
      [
        `${plan.backend} (${plan.device}): ${plan.summary}`,
        `    ${formatBytes(plan.freeBytes)} free of ${formatBytes(plan.installedBytes)}, ` +
          `reserve ${formatBytes(plan.reserveBytes)}, to be used ${formatBytes(plan.budgetBytes)}`,
        ...plan.parts.map((part) => `    ${part.name}: ${formatBytes(part.bytes)}, ${part.during}`),
        ...plan.uses.map(({ use, limit, summary }) => `    gpu.memory.${use} = ${limit}: ${summary}`),
      ].join("\n"),
    )
    .concat(searches, inParts ?? [], describeWorks({ works }))
    .join("\n");
}

/** The shape that is asked for: of a dataset, or the options'. */
async function shapeOf(dataset: string | undefined, flags: PlanFlags, session: CliSession) {
  const opened = dataset === undefined ? undefined : await session.call(datasetOpenSummary, { dataset });
  const summary = opened?.dataset;
  const strategies = flags.strategies ?? summary?.strategies;
  const observations = flags.observations ?? summary?.observations;
  if (strategies === undefined || observations === undefined) {
    throw new Problem("bad-request", "Give a dataset, or --strategies and --observations.");
  }
  return { strategies, observations, missingCells: summary?.missingCells };
}

/** The work that is named before the dataset, or alone where the options say how large the table is. */
function workOf(
  first: string | undefined,
  second: string | undefined,
  flags: PlanFlags,
): PlannedWork | undefined {
  const parsed = plannedWork.safeParse(first);
  if (second === undefined && flags.strategies === undefined) return undefined;
  if (parsed.success) return parsed.data;
  if (second === undefined) return undefined;
  throw new Problem("bad-request", `${first} is no work that can be planned.`, {
    remedy: `There are ${plannedWork.options.join(", ")}.`,
  });
}

/** tessera plan [WORK] [NAME] */
export const definePlan: DefineCommand = (command, session) => {
  command
    .argument("[work or dataset]", `one of ${plannedWork.options.join(", ")} alone, or the dataset`)
    .argument("[dataset]")
    .option("--strategies <n>", "strategies, where there is no dataset yet", readInteger)
    .option("--observations <t>", "rows, likewise", readInteger)
    .option("--limit-gb <x>", "plan for this much device memory instead of the settings'", readNumber)
    .action(async (first: string | undefined, second: string | undefined, flags: PlanFlags) => {
      const work = workOf(first, second, flags);
      const shape = await shapeOf(work ? second : first, flags, session);
      const limit = flags.limitGb === undefined ? {} : { memoryLimitBytes: Math.round(flags.limitGb * 1e9) };
      const found = await session.call(enginePlan, { ...shape, ...limit });
      if (!work) return session.print(found, describePlans);
      const works = found.works.filter((one) => one.work === work);
      return session.print({ works }, (some) => describeWorks(some).join("\n"));
    });
};

/** tessera doctor: exit code 1 when something has failed. */
export const defineDoctor: DefineCommand = (command, session) => {
  command.action(async () => {
    const answer = await session.call(monitorDoctor, {});
    await session.print(answer, ({ checks }) =>
      checks
        .flatMap(({ name, state, detail, remedy }) => [
          `${{ ok: "ok     ", warning: "warning", failed: "FAILED " }[state]}  ${name}: ${detail}`,
          ...(remedy === null ? [] : [`         ${remedy}`]),
        ])
        .join("\n"),
    );
    if (!answer.healthy) process.exitCode = 1;
  });
};

interface RunsFlags {
  readonly method?: string;
  readonly limit?: number;
  readonly stages?: boolean;
}

/** tessera runs [NAME] */
export const defineRuns: DefineCommand = (command, session) => {
  command
    .argument("[dataset]", "only runs on this dataset")
    .option("--method <name>", "only runs of this method")
    .option("--limit <n>", "so many of the newest (default: 100)", readCount)
    .option("--stages", "say what each part of a run took")
    .action(async (dataset: string | undefined, { stages, ...flags }: RunsFlags) => {
      const answer = await session.call(monitorRuns, { ...flags, dataset });
      await session.print(answer, (made) => describeRuns(made, stages ?? false));
    });
};

const bytesOrDash = (bytes: number | null): string => (bytes === null ? "-" : formatBytes(bytes));

function describeRuns({ runs, alerts }: ResultOf<typeof monitorRuns>, withStages: boolean): string {
  const rows = runs.flatMap((run) => [
    { ...run, memoryBytes: run.peakMemoryBytes, name: run.method, backend: run.backends.join(",") },
    ...(withStages
      ? run.stages.map((stage) => ({
          ...stage,
          name: `  ${stage.name}`,
          at: "",
          dataset: "",
          backend: "",
          problem: null,
        }))
      : []),
  ]);
  const table = formatTable(
    [
      { title: "began", text: ({ at }) => at.slice(0, 19).replace("T", " ") },
      { title: "what", text: ({ name }) => name },
      { title: "dataset", text: ({ dataset }) => dataset ?? "" },
      { title: "took", align: "right", text: ({ seconds }) => formatDuration(seconds) },
      { title: "read", align: "right", text: ({ bytesRead }) => bytesOrDash(bytesRead) },
      { title: "written", align: "right", text: ({ bytesWritten }) => bytesOrDash(bytesWritten) },
      { title: "memory", align: "right", text: ({ memoryBytes }) => formatBytes(memoryBytes) },
      { title: "on", text: ({ backend }) => backend },
      { title: "", text: ({ problem }) => (problem ? `failed: ${problem.message}` : "") },
    ],
    rows,
  );
  const told = alerts.map(({ at, kind, text }) => `${at.slice(0, 19).replace("T", " ")}  ${kind}: ${text}`);
  return [table, ...(told.length > 0 ? ["", "Alerts", ...told] : [])].join("\n");
}
