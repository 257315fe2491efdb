import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ExpectedSharpe } from "../../contract/expected.ts";
import type { RequestOf } from "../../contract/method.ts";
import type { reportWrite } from "../../contract/methods/report.ts";
import { searchRun } from "../../contract/methods/search.ts";
import { Problem } from "../../contract/problem.ts";
import { expectedOf, type SearchCapsule, searchCapsule, searchResult } from "../../contract/search-result.ts";
import { countOf } from "../../contract/text.ts";
import type { SearchVerdict } from "../../contract/verdict.ts";
import { type ViewRequest, viewRequest } from "../../contract/view.ts";
import type { ServiceContext } from "../context.ts";
import { readPortfolios } from "../portfolios/portfolio-files.ts";

/** What a report is of, once it was looked up. */
export interface FoundSubject {
  readonly kind: "dataset" | "portfolio" | "search";
  /** On the cover, where the user gives no title. */
  readonly title: string;
  readonly view: ViewRequest;
  /** Null: all strategies of the view, as their mean. */
  readonly members: readonly string[] | null;
  /** Null: equal. */
  readonly weights: readonly number[] | null;
  readonly expected: ExpectedSharpe | null;
  readonly verdict: SearchVerdict | null;
  readonly capsule: SearchCapsule | null;
  /** In words: "Exact choice". */
  readonly foundBy: string | null;
}

const nothingFound = { expected: null, verdict: null, capsule: null, foundBy: null };

/** Looks up what a report is asked for. Throws Problem "not-found", "bad-request" or "damaged". */
export async function findSubject(
  request: RequestOf<typeof reportWrite>,
  context: ServiceContext,
): Promise<FoundSubject> {
  const { subject } = request;
  const view = viewRequest.parse(request);
  switch (subject.kind) {
    case "dataset":
      return {
        ...nothingFound,
        kind: "dataset",
        title: request.dataset,
        view,
        members: null,
        weights: null,
      };
    case "members":
      return {
        ...nothingFound,
        kind: "portfolio",
        title: subject.name,
        view,
        members: subject.members,
        weights: subject.weights ?? null,
      };
    case "saved":
      return savedSubject(subject.id, view, context);
    case "search":
      return ofSearch(await searchById(subject.id, context), request.dataset);
    case "search-folder":
      return ofSearch(await searchInFolder(subject.folder), request.dataset);
  }
}

async function savedSubject(id: string, view: ViewRequest, { home }: ServiceContext): Promise<FoundSubject> {
  const { portfolios } = await readPortfolios(home);
  const saved = portfolios.find((one) => one.id === id);
  if (!saved) throw new Problem("not-found", `There is no saved portfolio with the id ${id}.`);
  if (saved.dataset !== view.dataset) {
    throw new Problem("bad-request", `"${saved.name}" is a portfolio of ${saved.dataset}.`, {
      remedy: `Ask for a report of ${saved.dataset}.`,
    });
  }
  return {
    kind: "portfolio",
    title: saved.name,
    view,
    members: saved.members,
    weights: saved.weights,
    expected: saved.expected,
    verdict: saved.found?.luck ?? null,
    capsule: null,
    foundBy: saved.found?.algorithm ?? null,
  };
}

/** What is read of a finished search. Older results may lack what to expect, or say something else about luck. */
const finishedSearch = z.object({
  best: searchResult.shape.best,
  expected: searchResult.shape.expected.nullable().catch(null),
  luck: searchResult.shape.luck.nullable().catch(null),
  capsule: searchCapsule,
});
type FinishedSearch = z.infer<typeof finishedSearch>;

function ofSearch(finished: FinishedSearch, dataset: string): FoundSubject {
  const { best, expected, luck, capsule } = finished;
  if (capsule.dataset.name !== dataset) {
    throw new Problem("bad-request", `That search was run on ${capsule.dataset.name}, not on ${dataset}.`, {
      remedy: `Ask for a report of ${capsule.dataset.name}.`,
    });
  }
  return {
    kind: "search",
    title: `${countOf(best.size, "strategy")} of ${dataset}`,
    view: viewRequest.parse({ ...capsule.request, dataset, version: capsule.dataset.version }),
    members: best.members,
    weights: null,
    expected: expected && expectedOf({ expected, capsule }),
    verdict: luck,
    capsule,
    foundBy: best.algorithm,
  };
}

/** A search that is kept, one whose files lie below results under this name, or the result of a finished job. */
async function searchById(id: string, context: ServiceContext): Promise<FinishedSearch> {
  const kept = await context.searches.open(id).catch(() => null);
  if (kept?.result && kept.search.kind === "rows") return parsed(kept.result, `the search ${id}`);
  const folder = join(context.home, "results", id);
  if (await stat(folder).catch(() => null)) return searchInFolder(folder);
  const job = await context.jobs.get(id).catch(() => null);
  if (job?.method === searchRun.name && job.hasResult)
    return parsed(await context.jobs.result(id), `the job ${id}`);
  throw new Problem("not-found", `There is no search ${id}.`, {
    remedy: "Name the folder of its result files, or a finished job: tessera jobs list shows them.",
  });
}

async function searchInFolder(folder: string): Promise<FinishedSearch> {
  const read = async (name: string): Promise<object> => {
    const text = await readFile(join(folder, name), "utf8").catch(() => null);
    if (text === null) {
      throw new Problem("not-found", `${folder} has no ${name}: it holds no results of a search.`, {
        file: folder,
        remedy: "Name the folder that a search wrote its result files to.",
      });
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new Problem("damaged", `${name} is not JSON: ${(error as Error).message}`, {
        file: join(folder, name),
      });
    }
  };
  // One after the other: of two that are missing the first is named.
  const result = await read("search.json");
  const capsule = await read("capsule.json");
  return parsed({ ...result, capsule }, folder);
}

function parsed(value: unknown, what: string): FinishedSearch {
  const result = finishedSearch.safeParse(value);
  if (result.success) return result.data;
  const fault = result.error.issues[0];
  throw new Problem("damaged", `${what} holds no result of a search: ${fault?.path.join(".")} is wrong.`);
}
