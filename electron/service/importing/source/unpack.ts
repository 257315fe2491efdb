import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Worker } from "node:worker_threads";
import { createGunzip, createZstdDecompress } from "node:zlib";
import type { ImportQuestion } from "../../../contract/importing.ts";
import { Problem, type ProblemReport } from "../../../contract/problem.ts";
import { formatBytes } from "../../../contract/text.ts";
import { diskProblem } from "../../disk/durable.ts";
import { scriptBeside } from "../../program-files.ts";
import { detectEncoding, readHead } from "./head.ts";
import { recogniseKind, refusedKind } from "./kinds.ts";
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

/** A file as text, wherever it was packed. */
export interface PlainFile {
  readonly path: string;
  /** What it was packed in, from outside to inside: "none", "gzip", "zip, Excel workbook (xlsx)". */
  readonly packing: string;
  /** Name in the archive or workbook; "" for a file of its own. */
  readonly name: string;
  readonly sheets: readonly string[];
}

/** Rows from which on a Parquet file is looked at before it is read. */
export interface RowLimit {
  readonly most: number;
  /** Given the text of its first rows; throws where that many rows are too many for what they are. */
  readonly check: (path: string, rows: number, head: PlainFile) => Promise<void>;
}

interface UnpackOptions {
  readonly sheet?: string | undefined;
  /** A folder for what is unpacked, made when it is needed. */
  readonly folder: () => Promise<string>;
  readonly signal?: AbortSignal | undefined;
  /** Bytes that a packed file may become; any number when absent. */
  readonly unpackedBytes?: number | undefined;
  /** Any number of rows when absent. */
  readonly rowLimit?: RowLimit | undefined;
}

/** A file in a file in a file is enough. */
const mostLayers = 4;

/** Why a task came to nothing, as the thread says it. */
export type UnpackFault =
  | { readonly problem: ProblemReport }
  | {
      readonly error: string;
      readonly remedy?: string | undefined;
      readonly sheets?: readonly string[] | undefined;
    };

/**
 * Time that unpacking a workbook or archive may take, of the processor: a damaged one of a few kilobytes can keep its reader busy for
 * ever. By the clock it is three times that, for a thread that waits.
 */
const milliseconds = { least: 7_000, perMegabyte: 10_000, most: 5 * 60_000 };
const waiting = 3;

/** How often a thread is asked what it has used. */
const lookEvery = 500;

/** Megabytes of memory that it may take; a workbook of 100,000 rows and 20 columns takes about 600. */
const mostMegabytes = 4096;

/**
 * The texts in a file: itself, or what it holds when it is packed, an archive, a workbook or a Parquet file. Several for
 * an archive, or when all sheets are asked for. Throws Problem "bad-input" for what is recognised but cannot be read.
 */
export async function plainFiles(path: string, options: UnpackOptions): Promise<readonly PlainFile[]> {
  return unpackLayer({ path, packing: "none", name: "", sheets: [] }, path, 0, options);
}

async function unpackLayer(
  file: PlainFile,
  label: string,
  depth: number,
  options: UnpackOptions,
): Promise<readonly PlainFile[]> {
  const { head } = await readHead(file.path, 1 << 16);
  const kind = recogniseKind(head);
  if (kind.as === "text") return [file];
  if (kind.as === "refused") throw refusedKind(file.name === "" ? label : `${label}: ${file.name}`, kind);
  if (depth === mostLayers)
    throw new Problem("bad-input", `${label} is packed more than ${mostLayers} times.`, {
      file: label,
      remedy: "Unpack it first.",
    });
  const packing = [file.packing, kind.as === "archive" ? "zip" : kind.name]
    .filter((one) => one !== "none")
    .join(", ");
  const folder = join(await options.folder(), `layer-${counter++}`);
  await mkdir(folder, { recursive: true });
  const inner = await unpackOne(file.path, kind, folder, head, label, options);
  const layers: PlainFile[] = [];
  for (const { path, name } of inner.files) {
    const next = {
      path,
      packing,
      name: name || file.name,
      sheets: inner.sheets.length > 0 ? inner.sheets : file.sheets,
    };
    // What came out of a workbook or a column file is text, whatever it begins with.
    if (kind.as === "sheets" || kind.as === "columns") layers.push(next);
    else layers.push(...(await unpackLayer(next, label, depth + 1, options)));
  }
  return layers;
}

let counter = 0;

type PackedKind = Exclude<ReturnType<typeof recogniseKind>, { as: "text" } | { as: "refused" }>;

async function unpackOne(
  from: string,
  kind: PackedKind,
  folder: string,
  head: Buffer,
  label: string,
  { sheet, signal, unpackedBytes, rowLimit }: UnpackOptions,
): Promise<Unpacked> {
  const path = join(folder, "unpacked");
  if (kind.as === "columns")
    return unpackColumns(from, folder, { kind: kind.name, label }, { signal, rowLimit });
  if (kind.as === "packed" && (kind.name === "gzip" || kind.name === "zstd")) {
    const unpacking = kind.name === "gzip" ? createGunzip() : createZstdDecompress();
    await convert(from, path, unpacking, signal, { most: unpackedBytes, label });
    if (kind.name === "zstd" && unpacking.bytesWritten < (await stat(from)).size)
      throw new Problem(
        "bad-input",
        `${label} is a zstd file of several frames, of which only the first is read.`,
        {
          file: label,
          remedy: "Unpack it first, or pack it in one piece.",
        },
      );
    return { files: [{ path, name: "" }], sheets: [] };
  }
  if (kind.as === "sheets") {
    const isPage = kind.name.includes("HTML");
    return unpackBeside(
      { what: "sheets", from, folder, sheet, encoding: isPage ? detectEncoding(head) : undefined },
      label,
      kind.name,
      signal,
    );
  }
  const what = kind.as === "archive" ? "zip" : (kind.name as "bzip2" | "xz");
  return unpackBeside({ what, from, folder }, label, what === "zip" ? "zip archive" : `${what} file`, signal);
}

/** A file of columns as text, once it is known not to have too many rows. */
async function unpackColumns(
  from: string,
  folder: string,
  file: ColumnFile,
  { signal, rowLimit }: Pick<UnpackOptions, "signal" | "rowLimit">,
): Promise<Unpacked> {
  const { kind, label } = file;
  // Small ones, too: a damaged file can end the reader where no call of ours waits for it, and with it whoever it runs in.
  const write = (into: string, columns: ColumnFile): Promise<Unpacked> =>
    unpackBeside({ what: "columns", from, folder: into, columns }, label, `${kind} file`, signal);
  const written = await write(folder, { ...file, mostRows: rowLimit?.most });
  const [first] = written.files;
  if (!first || !rowLimit || written.allRows === undefined) return written;
  await rowLimit.check(label, written.allRows, { ...first, packing: kind, sheets: [] });
  const whole = join(folder, "whole");
  await mkdir(whole);
  return write(whole, file);
}

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
async function unpackBeside(
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

/** Copies `from` to a new file `to` through `pass`, up to a limit of bytes. Returns the SHA-256 of what was read. Throws Problem. */
export async function convert(
  from: string,
  to: string,
  pass: Transform,
  signal?: AbortSignal,
  limit: { readonly most?: number | undefined; readonly label?: string } = {},
): Promise<string> {
  const hash = createHash("sha256");
  try {
    const target = createWriteStream(to, { flags: "wx" });
    await pipeline(
      createReadStream(from, { highWaterMark: 1 << 20 }),
      hashingPass(hash),
      pass,
      limitingPass(limit),
      target,
      {
        ...(signal ? { signal } : {}),
      },
    );
    return hash.digest("hex");
  } catch (error) {
    if (signal?.aborted) throw new Problem("cancelled", "Cancelled.");
    if (error instanceof Problem) throw error;
    throw damagedPacking(error, from) ?? diskProblem(error, to, "writing");
  }
}

/** The problem of a packed file that cannot be unpacked; undefined where the error is another one. */
export function damagedPacking(error: unknown, file: string): Problem | undefined {
  if (!/^(Z_|ZSTD_|ERR_Z|ERR_STREAM)/.test((error as NodeJS.ErrnoException).code ?? "")) return undefined;
  return new Problem("bad-input", `${file} is compressed, but damaged: ${(error as Error).message}`, {
    file,
    remedy: "Get the file again, or unpack it with another program first.",
  });
}

/** Passes bytes on unchanged, and fails once there are too many. */
function limitingPass({
  most = Number.POSITIVE_INFINITY,
  label = "The file",
}: {
  readonly most?: number | undefined;
  readonly label?: string;
}): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.byteLength;
      if (length <= most) return done(null, chunk);
      done(
        new Problem("bad-input", `${label} is packed and becomes larger than ${formatBytes(most)}.`, {
          file: label,
          remedy: "Look at what is in it; where that is right, raise the setting import.unpacked_limit_gb.",
        }),
      );
    },
  });
}

/** Passes bytes on unchanged and adds them to a hash. */
function hashingPass(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}
