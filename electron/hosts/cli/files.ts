import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";
import { Problem } from "../../contract/problem.ts";
import { diskProblem, makeFolders } from "../../service/disk/durable.ts";

/** A whole UTF-8 file. Throws Problem "not-found" or "unreadable"; `what` is what it is to the user. */
export async function readTextFile(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const isMissing = code === "ENOENT";
    const says = isMissing ? "does not exist" : `cannot be read (${code})`;
    throw new Problem(isMissing ? "not-found" : "unreadable", `The ${what} ${file} ${says}.`, { file });
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
  const issues = parsed.error.issues.map(
    (issue) => `${issue.path.join(".") || "the whole"}: ${issue.message}`,
  );
  throw new Problem("bad-input", `The ${what} is not right: ${issues.join("; ")}`, { file });
}

/**
 * Strategies of a portfolio from a file: one name per line, a best_portfolio text, or a portfolio_composition CSV.
 * Throws Problem "not-found", "unreadable" or "bad-input" (no name in it).
 */
export async function readPortfolio(file: string): Promise<string[]> {
  const names = namesIn(await readTextFile(file, "portfolio file"));
  if (names.length > 0) return names;
  throw new Problem("bad-input", `${file} names no strategy.`, {
    file,
    remedy: "Write one strategy name per line.",
  });
}

function namesIn(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (lines[0]?.startsWith("Rank,Strategy_Index,Strategy_Name")) {
    return lines
      .slice(1)
      .filter(Boolean)
      .map((line) => csvCells(line)[2] ?? "");
  }
  const list = lines.findIndex((line) => line.trim() === "Selected Strategies:");
  if (list >= 0) return lines.slice(list + 1).flatMap((line) => /^\d+\. (.+)$/.exec(line)?.[1]?.trim() ?? []);
  return lines.map((line) => line.trim()).filter((line) => line !== "");
}

/** Names in a CSV row: cells may be quoted. */
function csvCells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
}

/** Writes a result file whole or not at all, folders included. Throws Problem. */
export async function writeWholeFile(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.part`;
  try {
    await makeFolders(dirname(file));
    await writeFile(temporary, content);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw diskProblem(error, file, "writing");
  }
}
