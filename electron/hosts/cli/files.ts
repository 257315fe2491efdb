import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { z } from "zod";
import { issueWords } from "../../contract/issue-words.ts";
import { Problem } from "../../contract/problem.ts";
import { textOfCell } from "../../contract/text.ts";
import { diskProblem, makeFolders, readingProblem, refuseFile } from "../../service/disk/durable.ts";
import { removeAtEnd } from "../../service/disk/leftovers.ts";
import { rename } from "../../service/disk/rename.ts";

/** A whole UTF-8 file. Throws Problem "not-found" or "unreadable"; `what` is what it is to the user. */
export async function readTextFile(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw readingProblem(error, file, what);
  }
}

/** A JSON file checked against a schema. Throws Problem "not-found", "unreadable" or "bad-input" with what is wrong. */
export async function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  what: string,
): Promise<z.infer<Schema>> {
  const text = await readTextFile(file, what);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Problem("bad-input", `The ${what} is not JSON: ${(error as Error).message}`, { file });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem("bad-input", `The ${what} is not right: ${issueWords(parsed.error)}`, { file });
}

/**
 * Strategies of a portfolio from a file: one name per line, a best_portfolio text, a portfolio_composition CSV, or a CSV of
 * strategies with their weights. Throws Problem "not-found", "unreadable" or "bad-input" (no name in it).
 */
export async function readPortfolio(file: string): Promise<string[]> {
  return (await readWeightedPortfolio(file)).members;
}

/** Members with the weights that stand beside them, if any do: scaled to sum to 1. Throws as readPortfolio does. */
export async function readWeightedPortfolio(
  file: string,
): Promise<{ readonly members: string[]; readonly weights?: number[] }> {
  const { members, weights } = membersIn(await readTextFile(file, "portfolio file"));
  if (members.length === 0) {
    throw new Problem("bad-input", `${file} names no strategy.`, {
      file,
      remedy: "Write one strategy name per line.",
    });
  }
  if (!weights) return { members };
  const wrong = weights.findIndex((weight) => !(weight >= 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (wrong >= 0 || !(total > 0)) {
    throw new Problem("bad-input", `${file} has weights that are none.`, {
      file,
      ...(wrong >= 0 ? { line: wrong + 2 } : {}),
      remedy: "Write weights of 0 or more, at least one of them above 0, or leave the column out.",
    });
  }
  return { members, weights: weights.map((weight) => weight / total) };
}

/** Headings of CSV files of members: where the name and the weight stand. */
const memberTables = [
  { head: "Rank,Strategy_Index,Strategy_Name,Algorithm,Weight", name: 2, weight: 4 },
  { head: "Rank,Strategy_Index,Strategy_Name", name: 2, weight: null },
  { head: "strategy,weight", name: 0, weight: 1 },
] as const;

function membersIn(text: string): { readonly members: string[]; readonly weights?: number[] } {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const table = memberTables.find(({ head }) => lines[0]?.startsWith(head));
  if (table) {
    const rows = lines.slice(1).filter(Boolean).map(csvCells);
    const members = rows.map((row) => row[table.name] ?? "");
    const { weight } = table;
    return weight === null ? { members } : { members, weights: rows.map((row) => Number(row[weight])) };
  }
  const list = lines.findIndex((line) => line.trim() === "Selected Strategies:");
  const members =
    list >= 0
      ? lines.slice(list + 1).flatMap((line) => /^\d+\. (.+)$/.exec(line)?.[1]?.trim() ?? [])
      : lines.map((line) => line.trim()).filter((line) => line !== "");
  return { members };
}

/** Names in a CSV row: cells may be quoted. */
function csvCells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) =>
    textOfCell(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell),
  );
}

/** A file that a command writes, see options/output.ts. */
export interface Output {
  /** Absolute. */
  readonly file: string;
  /** Replaces a file that is there; without it that is refused. */
  readonly replace: boolean;
  /** How names stand in a CSV file, see csvName. */
  readonly formulasAsText: boolean;
  /** Whether a CSV file begins with a byte order mark. */
  readonly byteOrderMark?: boolean;
}

/** Throws Problem "already-exists" for a file that is there and is not to be replaced, and for what is no file. */
export async function refuseExisting({ file, replace }: Pick<Output, "file" | "replace">): Promise<void> {
  await refuseFile(file, "Choose another name, or replace it with --force.", replace);
}

/** Writes a result file whole or not at all, folders included. Throws Problem. */
export async function writeWholeFile(output: Output, content: string | Uint8Array): Promise<void> {
  const { file } = output;
  const temporary = `${file}.${process.pid}.part`;
  const isDone = removeAtEnd(temporary);
  try {
    await makeFolders(dirname(file));
    const isMarked = output.byteOrderMark === true && typeof content === "string" && /\.csv$/i.test(file);
    await writeFile(temporary, isMarked ? `\ufeff${content}` : content);
    await refuseExisting(output);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw diskProblem(error, file, "writing");
  } finally {
    isDone();
  }
}

/**
 * Absolute paths of files that a command reads, while `work` goes on; "-" stands for what is piped in, kept in a temporary file
 * until then.
 */
export async function withInputs<T>(
  files: readonly string[],
  work: (paths: string[]) => Promise<T>,
): Promise<T> {
  if (!files.includes("-")) return work(files.map((file) => resolve(file)));
  const folder = await mkdtemp(join(tmpdir(), "tessera-input-"));
  const isDone = removeAtEnd(folder);
  try {
    const piped = join(folder, "stdin");
    await pipeline(process.stdin, createWriteStream(piped));
    return await work(files.map((file) => (file === "-" ? piped : resolve(file))));
  } finally {
    await rm(folder, { recursive: true, force: true });
    isDone();
  }
}
