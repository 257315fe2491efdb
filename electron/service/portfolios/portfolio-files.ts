import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ResultOf } from "../../contract/method.ts";
import type { portfolioList } from "../../contract/methods/portfolio.ts";
import { newestFirst, type SavedPortfolio, savedPortfolio } from "../../contract/portfolio.ts";
import { Problem } from "../../contract/problem.ts";
import { keepJson } from "../disk/durable.ts";
import { jsonNames, readKept } from "../disk/json-files.ts";
import { portfoliosFolder } from "../disk/own-places.ts";

/**
 * Portfolios in HOME/portfolios, a file each: windows and programs that run at the same time do not undo each other's changes.
 */
const folderOf = (home: string): string => join(home, portfoliosFolder);

/** All that are kept. A file that cannot be read is told of and keeps none of the others back. */
export async function readPortfolios(home: string): Promise<ResultOf<typeof portfolioList>> {
  const folder = folderOf(home);
  const { kept, damaged } = await readKept(folder, await jsonNames(folder), (one) =>
    savedPortfolio.parse(one),
  );
  return { portfolios: kept.map(([, portfolio]) => portfolio).sort(newestFirst), damaged };
}

/** Keeps a portfolio, over an earlier one of its id; a reader sees the old or the new one. Returns the file. */
export function writePortfolio(home: string, portfolio: SavedPortfolio): Promise<string> {
  return keepJson(folderOf(home), portfolio.id, portfolio);
}

/** Deletes one and returns it. Throws Problem "not-found", or "damaged" and leaves the file. */
export async function deletePortfolio(home: string, id: string): Promise<SavedPortfolio> {
  const file = join(folderOf(home), `${id}.json`);
  let portfolio: SavedPortfolio;
  try {
    portfolio = await readOne(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT")
      throw new Problem("not-found", `There is no saved portfolio with the id ${id}.`);
    throw new Problem("damaged", `${file} is not a saved portfolio: ${(error as Error).message}`, { file });
  }
  await rm(file, { force: true });
  return portfolio;
}

/** Portfolios of a dataset follow it to its new name. */
export async function movePortfolios(home: string, dataset: string, to: string): Promise<void> {
  const { portfolios } = await readPortfolios(home);
  for (const one of portfolios) {
    if (one.dataset === dataset) await writePortfolio(home, { ...one, dataset: to });
  }
}

async function readOne(file: string): Promise<SavedPortfolio> {
  return savedPortfolio.parse(JSON.parse(await readFile(file, "utf8")));
}
