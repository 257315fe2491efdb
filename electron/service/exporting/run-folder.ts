import { mkdir, mkdtemp, rename } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Problem } from "../../contract/problem.ts";
import { diskProblem, removeQuietly, syncFolder, writeFlushed } from "../disk/durable.ts";
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
    charts: settings.get("export.charts"),
    chartWidth: settings.get("export.chart_width"),
    chartHeight: settings.get("export.chart_height"),
    chartTheme: settings.get("export.chart_theme") === "dark" ? "dark" : "light",
  };
}

/** Adds the pictures to a run's files. Pictures that cannot be drawn do not cost the run: its error_log.txt says why they are missing. */
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
  try {
    await mkdir(parent, { recursive: true });
    draft = await mkdtemp(join(parent, `.${basename(folder)}-`));
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
  }
}

/** Windows says EPERM where other systems say ENOTEMPTY. */
function isTaken(code: string | undefined): boolean {
  return code === "ENOTEMPTY" || code === "EEXIST" || (code === "EPERM" && process.platform === "win32");
}
