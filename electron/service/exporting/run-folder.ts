import { existsSync } from "node:fs";
import { mkdtemp, readdir, rmdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { z } from "zod";
import { Problem, problemOf } from "../../contract/problem.ts";
import type { resultFiles } from "../../contract/search-result.ts";
import { diskProblem, makeFolders, removeQuietly, syncFolder, writeFlushed } from "../disk/durable.ts";
import { removeAtEnd } from "../disk/leftovers.ts";
import { rename } from "../disk/rename.ts";
import { runSideBySide } from "../run-side-by-side.ts";
import type { Settings } from "../settings/settings.ts";
import { errorLogEntry, legacyErrorLog } from "./legacy-text.ts";

/** Line ends of a written text file. */
export type LineEnds = "crlf" | "lf";

/** Formats build their text with LF; the writer turns it into what the file wants. */
export function withLineEnds(text: string, lineEnds: LineEnds): string {
  return lineEnds === "lf" ? text : text.replace(/\r?\n/g, "\r\n");
}

/** How a run folder is written. */
export interface LegacyRunOptions {
  /** Of the files that had CRLF; the later generations' files always have LF. */
  readonly lineEnds: LineEnds;
  /** strategy_metrics.csv without the first strategy, as the replaced system wrote it. */
  readonly legacyOffByOne: boolean;
  /** Names that a spreadsheet would run get an apostrophe. */
  readonly formulasAsText?: boolean;
  readonly charts: boolean;
  /** Device pixels. */
  readonly chartWidth: number;
  readonly chartHeight: number;
  readonly chartTheme: "dark" | "light";
  /** Currency sign on axes. */
  readonly unit?: string;
}

/** The options that the settings in force ask for. */
export function legacyRunOptions(settings: Settings): LegacyRunOptions {
  return {
    lineEnds: settings.get("export.line_ends") === "lf" ? "lf" : "crlf",
    legacyOffByOne: false,
    formulasAsText: settings.get("export.formulas_as_text"),
    charts: settings.get("export.charts"),
    chartWidth: settings.get("export.chart_width"),
    chartHeight: settings.get("export.chart_height"),
    chartTheme: settings.get("export.chart_theme") === "dark" ? "dark" : "light",
  };
}

/**
 * Adds the pictures to a run's files. Pictures that cannot be drawn do not cost the run: its error_log.txt says why they are
 * missing.
 */
export async function addPictures(
  files: Map<string, string | Uint8Array>,
  drawn: Promise<ReadonlyMap<string, Uint8Array>>,
  lineEnds: LineEnds,
): Promise<void> {
  try {
    for (const [name, picture] of await drawn) files.set(name, picture);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const line = legacyErrorLog([errorLogEntry(new Date(), `The pictures were not drawn: ${reason}`)]);
    files.set("error_log.txt", `${files.get("error_log.txt") ?? ""}${withLineEnds(line, lineEnds)}`);
  }
}

/** What became of the files of a run. The run itself is not lost with them. */
export type RunFiles = z.infer<typeof resultFiles>;

/** Writes the files of a run that has ended; what goes wrong is told with its result. */
export async function runFiles(write: () => Promise<string[]>): Promise<RunFiles> {
  try {
    return { files: await write(), notWritten: null };
  } catch (error) {
    return { files: [], notWritten: problemOf(error) };
  }
}

/** Bytes that a trial writes: a disk with less room would not hold the files. */
const trialBytes = 1 << 18;

/**
 * Refuses a folder that holds something already, and one that nothing can be written to: before a run rather than after it.
 * Nothing stays of the trial. Throws Problem.
 */
export async function tryRunFolder(folder: string): Promise<void> {
  const content = await readdir(folder).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? [] : [folder],
  );
  if (content.length > 0) {
    throw new Problem("already-exists", `The result folder ${folder} exists already.`, {
      file: folder,
      remedy: "Choose another folder, or remove this one.",
    });
  }
  const parent = dirname(folder);
  let made: string[] = [];
  try {
    made = missingFolders(parent);
    await makeFolders(parent);
    const draft = await mkdtemp(join(parent, `.${basename(folder)}-`));
    try {
      await writeFlushed(join(draft, "trial"), new Uint8Array(trialBytes));
    } finally {
      await removeQuietly(draft);
    }
  } catch (error) {
    throw diskProblem(error, folder, "writing");
  } finally {
    for (const one of made) await rmdir(one).catch(() => undefined);
  }
}

/** Folders above and including `path` that are not there, the deepest first. */
function missingFolders(path: string): string[] {
  const missing: string[] = [];
  for (let one = path; !existsSync(one) && dirname(one) !== one; one = dirname(one)) missing.push(one);
  return missing;
}

/** A disk flushes several files in hardly more time than one. */
const filesAtATime = 8;

/**
 * Writes a whole run folder or none: files go to a hidden folder beside it, are flushed, and one rename makes
 * them visible. `files` maps file names to text (UTF-8) or bytes. Fails with "already-exists" rather than mix two runs.
 */
export async function writeRunFolder(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const parent = dirname(folder);
  let draft: string | undefined;
  let isDone = (): void => undefined;
  try {
    await makeFolders(parent);
    draft = await mkdtemp(join(parent, `.${basename(folder)}-`));
    isDone = removeAtEnd(draft);
    const target = draft;
    await runSideBySide(
      [...files],
      filesAtATime,
      () => true,
      ([name, content]) => writeFlushed(join(target, name), content),
    );
    await syncFolder(draft);
    await rename(draft, folder);
    await syncFolder(parent);
  } catch (error) {
    if (draft) await removeQuietly(draft);
    if (!isTaken((error as NodeJS.ErrnoException).code)) throw diskProblem(error, folder, "writing");
    throw new Problem("already-exists", `The run folder ${folder} exists already.`, {
      file: folder,
      remedy: "Choose another output folder, or start the run again for a new run id.",
    });
  } finally {
    isDone();
  }
}

/** Windows says EPERM where other systems say ENOTEMPTY. */
function isTaken(code: string | undefined): boolean {
  return code === "ENOTEMPTY" || code === "EEXIST" || (code === "EPERM" && process.platform === "win32");
}
