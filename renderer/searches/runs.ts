import { z } from "zod";
import type { ExpectedSharpe } from "../../electron/contract/expected.ts";
import { type KeptSearch, searchTitle } from "../../electron/contract/kept-search.ts";
import type { InputOf } from "../../electron/contract/method.ts";
import {
  searchAgain,
  searchEdit,
  searchFollow,
  searchList,
  searchRemove,
  searchRestore,
  searchResume,
  searchStart,
  searchStop,
} from "../../electron/contract/methods/kept-search.ts";
import { type ProblemReport, problemOf } from "../../electron/contract/problem.ts";
import {
  type SearchRace,
  searchChosen,
  searchJudged,
  searchRace,
} from "../../electron/contract/search-result.ts";
import type { Progress, Transport } from "../../electron/contract/transport.ts";
import type { VerdictSoFar } from "../../electron/contract/verdict.ts";
import { createStore, rememberedStore } from "../state/store.ts";
import { tasks } from "../state/tasks.ts";
import { messages } from "../ui/toaster.tsx";

/** How far a search is that runs. */
export interface LiveSearch {
  /** What is being done, in the service's words. */
  readonly stage: string;
  /** 0..1, null while unknown. */
  readonly fraction: number | null;
  readonly race: SearchRace | null;
  /** What to expect of the choice, as soon as there is one and as far as it is known. */
  readonly expected: ExpectedSharpe | null;
  /** What its verdict rests on so far. */
  readonly verdict: VerdictSoFar | null;
}

/** The searches that the service keeps, of all datasets, newest first. */
export const searchStore = createStore<readonly KeptSearch[]>([]);

/** Those of them that run, by id. */
export const liveSearches = createStore<Readonly<Record<string, LiveSearch>>>({});

/** Which search each dataset shows; the newest where nothing was chosen. */
export const shownSearches = rememberedStore<Record<string, string>>(
  "shown-search",
  z.record(z.string(), z.string()),
  {},
);

/** Why the last search of a dataset was refused or failed. */
export const searchProblems = createStore<Readonly<Record<string, ProblemReport>>>({});

const just = { stage: "Starting", fraction: null, race: null, expected: null, verdict: null } as const;

let transport: Transport | null = null;
const followed = new Set<string>();

/** The list of the window and that of the service. */
export const searchShelf = {
  /** Brings the searches here, now and whenever they change. Returns what ends that. */
  open(to: Transport): () => void {
    transport = to;
    followed.clear();
    void reload();
    return to.subscribe(({ kind }) => {
      if (kind === "searches-changed") void reload();
    });
  },

  /** Asks again, once the line to the service is back. */
  reload: () => void reload(),

  start(dataset: string, request: InputOf<typeof searchStart>): void {
    begin(dataset, (service) => service.call(searchStart, request));
  },

  again({ dataset, id }: KeptSearch): void {
    begin(dataset, (service) => service.call(searchAgain, { id }));
  },

  resume({ dataset, id }: KeptSearch): void {
    begin(dataset, (service) => service.call(searchResume, { id }));
  },

  /** Stops a search and keeps its state, so that it can go on from there. */
  pause: ({ id }: KeptSearch): void => act((service) => service.call(searchStop, { id, pause: true })),

  /** Ends a search; a paused one is given up. */
  cancel: ({ id }: KeptSearch): void => act((service) => service.call(searchStop, { id })),

  edit: (id: string, change: { readonly name?: string; readonly note?: string }): void =>
    act((service) => service.call(searchEdit, { id, ...change })),

  /** Takes a search out of the list; it can be brought back. */
  remove(search: KeptSearch): void {
    const { id } = search;
    act(async (service) => {
      await service.call(searchRemove, { id });
      messages.done(`${searchTitle(search)} removed. Its files stay.`, () =>
        act((again) => again.call(searchRestore, { id })),
      );
    });
  },
};

/** Shows a search of its dataset. */
export function showSearch({ dataset, id }: Pick<KeptSearch, "dataset" | "id">): void {
  shownSearches.set((present) => ({ ...present, [dataset]: id }));
}

/** The message of a failed search was read. */
export function clearSearchProblem(dataset: string): void {
  searchProblems.set(({ [dataset]: _, ...others }) => others);
}

function act(call: (service: Transport) => Promise<unknown>): void {
  if (!transport) return;
  call(transport).catch((error: unknown) => messages.failed(problemOf(error).message));
}

/** Starts one and shows it; what was shown before stays in the list. */
function begin(dataset: string, call: (service: Transport) => Promise<KeptSearch>): void {
  clearSearchProblem(dataset);
  if (!transport) return;
  call(transport).then(
    (search) => {
      searchStore.set((present) => [search, ...present.filter(({ id }) => id !== search.id)]);
      showSearch(search);
      follow(search);
    },
    (error: unknown) => fail(dataset, problemOf(error)),
  );
}

function fail(dataset: string, problem: ProblemReport): void {
  if (problem.code !== "cancelled") searchProblems.set((present) => ({ ...present, [dataset]: problem }));
}

async function reload(): Promise<void> {
  try {
    const list = await transport?.call(searchList, {});
    if (!list) return;
    searchStore.set(list.searches);
    for (const search of list.searches) if (search.state === "running") follow(search);
  } catch (error) {
    // While the line is lost nothing can be listed; what is shown stays.
    if (problemOf(error).code !== "internal") messages.failed(problemOf(error).message);
  }
}

/** Follows a search to its end, whoever started it. */
async function follow(search: KeptSearch): Promise<void> {
  const { id, dataset } = search;
  if (!transport || followed.has(id)) return;
  followed.add(id);
  const service = transport;
  const task = tasks.begin(`Searching ${dataset}`, () => searchShelf.cancel(search));
  const update = (change: Partial<LiveSearch>) =>
    liveSearches.set((present) => ({ ...present, [id]: { ...(present[id] ?? just), ...change } }));
  update({});
  const onProgress = (progress: Progress) => {
    task.update(progress);
    const race = searchRace.safeParse(progress.live);
    const chosen = searchChosen.safeParse(progress.live);
    const judged = searchJudged.safeParse(progress.live);
    update({
      stage: progress.stage,
      fraction: progress.fraction ?? null,
      ...(race.success ? { race: race.data } : {}),
      ...(chosen.success ? { expected: chosen.data.expected } : {}),
      ...(judged.success ? { verdict: judged.data.verdict } : {}),
    });
  };
  try {
    await service.call(searchFollow, { id }, { onProgress });
  } catch (error) {
    fail(dataset, problemOf(error));
  } finally {
    task.end();
    followed.delete(id);
    liveSearches.set(({ [id]: _, ...others }) => others);
    void reload();
  }
}
