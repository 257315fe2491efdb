import { readFile } from "node:fs/promises";
import { Problem } from "../../contract/problem.ts";

/** Names in a CSV row: cells may be quoted. */
function csvCells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = ""]) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  );
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

/**
 * Strategies of a portfolio from a file: one name per line, a best_portfolio text, or a portfolio_composition CSV.
 * Throws Problem "not-found", "unreadable" or "bad-input" (no name in it).
 */
export async function readPortfolio(file: string): Promise<string[]> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const isMissing = code === "ENOENT";
    const what = isMissing ? "does not exist" : `cannot be read (${code})`;
    throw new Problem(isMissing ? "not-found" : "unreadable", `The portfolio file ${file} ${what}.`, {
      file,
    });
  }
  const names = namesIn(text);
  if (names.length > 0) return names;
  throw new Problem("bad-input", `${file} names no strategy.`, {
    file,
    remedy: "Write one strategy name per line.",
  });
}
