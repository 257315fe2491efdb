import { stat } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import type { ImportQuestion } from "../../../contract/importing.ts";
import { Problem, type ProblemReport } from "../../../contract/problem.ts";
import { scriptBeside } from "../../program-files.ts";
import type { ColumnFile } from "./parquet-to-csv.ts";

/** What a thread is told that unpacks a file into a folder. */
export interface UnpackTask {
  readonly what: "bzip2" | "xz" | "zip" | "sheets" | "columns";
  readonly from: string;
  readonly folder: string;
  /** Of workbooks: name, "#2", "*" = all with a table. */
  readonly sheet?: string | undefined;
  readonly columns?: ColumnFile;
  /** Of web pages. */
  readonly encoding?: string | undefined;
}

/** What it made of it. */
export interface Unpacked {
  /** With the names that they have in the archive or workbook; "" for the content of a packed file. */
  readonly files: readonly { readonly path: string; readonly name: string }[];
  readonly sheets: readonly string[];
  /** Of a Parquet file whose first rows alone were written. */
  readonly allRows?: number | undefined;
}

/** Why a task came to nothing, as the thread says it. */
export type UnpackFault =
  | { readonly problem: ProblemReport }
  | {
      readonly error: string;
      readonly remedy?: string | undefined;
      readonly sheets?: readonly string[] | undefined;
    };

/**
 * Time that unpacking a workbook or archive may take, of the processor: a damaged one of a few kilobytes can keep its reader
 * busy for ever. By the clock it is three times that, for a thread that waits.
 */
const milliseconds = { least: 7_000, perMegabyte: 10_000, most: 5 * 60_000 };
const waiting = 3;

/** How often a thread is asked what it has used. */
const lookEvery = 500;

/** Megabytes of memory that it may take; a workbook of 100,000 rows and 20 columns takes about 600. */
const mostMegabytes = 4096;

/** Calls `late` once a thread has used so much time. Returns what ends the watch. */
function watchTime(thread: Worker, most: number, late: () => void): () => void {
  const began = performance.now();
  const timer = setInterval(async () => {
    if (performance.now() - began > waiting * most || (await processorOf(thread)) > most) late();
  }, lookEvery);
  return () => clearInterval(timer);
}

/** Milliseconds that a thread has used; none of one that has ended. */
async function processorOf(thread: Worker): Promise<number> {
  try {
    const { user, system } = await thread.cpuUsage();
    return (user + system) / 1000;
  } catch {
    return 0;
  }
}

/** Runs a task on a thread of its own, with limits of memory and time: what it reads was made by strangers. */
export async function unpackBeside(
  task: UnpackTask,
  label: string,
  kind: string,
  signal?: AbortSignal,
): Promise<Unpacked> {
  const script = scriptBeside(import.meta.dirname, "unpack-worker.ts", "unpack-worker.js");
  if (script === undefined)
    throw new Problem("internal", "The part of the program that unpacks files is not there.");
  const { size } = await stat(task.from);
  const most = Math.min(milliseconds.most, milliseconds.least + (size / 1e6) * milliseconds.perMegabyte);
  const thread = new Worker(script, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
  });
  const refuse = (message: string, remedy: string, sheets: readonly string[] = []): Problem =>
    new Problem(
      "bad-input",
      `${label} is ${/^([aeio]|xz)/i.test(kind) ? "an" : "a"} ${kind}, but ${message}.`,
      {
        file: label,
        remedy,
        ...(sheets.length > 0 ? { question: sheetQuestion(sheets) } : {}),
      },
    );
  try {
    return await new Promise<Unpacked>((resolve, reject) => {
      const endWatch = watchTime(thread, most, () =>
        reject(refuse("unpacking it takes too long", "Export the table as CSV.")),
      );
      const stop = (): void => reject(new Problem("cancelled", "Cancelled."));
      signal?.addEventListener("abort", stop, { once: true });
      if (signal?.aborted) stop();
      const end = (work: () => void): void => {
        endWatch();
        signal?.removeEventListener("abort", stop);
        work();
      };
      thread.once("message", (answer: Unpacked | UnpackFault) =>
        end(() => {
          if ("problem" in answer) reject(Problem.from(answer.problem));
          else if (!("error" in answer)) resolve(answer);
          else if (answer.remedy === undefined)
            reject(refuse(`damaged: ${answer.error}`, "Get the file again, or export the table as CSV."));
          else reject(refuse(answer.error, answer.remedy, answer.sheets));
        }),
      );
      thread.once("error", (error: Error & { code?: string }) =>
        end(() =>
          reject(
            error.code === "ERR_WORKER_OUT_OF_MEMORY"
              ? refuse(`it takes more than ${mostMegabytes / 1024} GB of memory`, "Export the table as CSV.")
              : refuse(`damaged: ${error.message}`, "Get the file again, or export the table as CSV."),
          ),
        ),
      );
      thread.once("exit", () =>
        end(() => reject(refuse("it could not be read", "Export the table as CSV."))),
      );
    });
  } finally {
    await thread.terminate();
  }
}

/** Which of several sheets or tables is meant; "*" stands for all of them. */
export const sheetQuestion = (sheets: readonly string[]): ImportQuestion => ({
  cells: [],
  answers: sheets.slice(0, 12).map((sheet) => ({
    label: sheet === "*" ? "All of them, joined by date" : `Sheet ${sheet}`,
    say: { layout: { sheet } },
  })),
});
