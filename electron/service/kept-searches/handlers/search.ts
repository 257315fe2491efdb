import {
  searchAgain,
  searchEdit,
  searchFollow,
  searchList,
  searchOpen,
  searchRemove,
  searchRestore,
  searchResume,
  searchStart,
  searchStop,
} from "../../../contract/methods/kept-search.ts";
import { zoneSearch } from "../../../contract/methods/zone.ts";
import { Problem } from "../../../contract/problem.ts";
import { searchResult } from "../../../contract/search-result.ts";
import { register } from "../../handler.ts";

/** search.start */
export const searchStartHandler = register(searchStart, ({ kind, request }, { searches }) =>
  searches.start(kind, request),
);

/** search.follow */
export const searchFollowHandler = register(searchFollow, ({ id }, { searches }, call) =>
  searches.follow(id, call),
);

/** search.stop */
export const searchStopHandler = register(searchStop, async ({ id, pause }, { searches }) => {
  await searches.stop(id, pause);
  return {};
});

/** search.resume */
export const searchResumeHandler = register(searchResume, ({ id }, { searches }) => searches.resume(id));

/** search.again */
export const searchAgainHandler = register(searchAgain, ({ id }, { searches }) => searches.again(id));

/** search.list */
export const searchListHandler = register(searchList, ({ dataset }, { searches }) => searches.list(dataset));

/** search.open: a result that another version kept is read by this one's schema. */
export const searchOpenHandler = register(searchOpen, async ({ id }, { searches }) => {
  const { search, folder, result } = await searches.open(id);
  if (result === null) return { search, folder, rows: null, zones: null };
  const rows = search.kind === "rows" ? searchResult.safeParse(result) : null;
  const zones = search.kind === "zones" ? zoneSearch.result.safeParse(result) : null;
  if (rows?.success === false || zones?.success === false)
    throw new Problem("damaged", `What the search ${id} came to was kept by another version.`, {
      remedy: "Run it again.",
    });
  return { search, folder, rows: rows?.data ?? null, zones: zones?.data ?? null };
});

/** search.edit */
export const searchEditHandler = register(searchEdit, ({ id, name, note }, { searches }) =>
  searches.edit(id, {
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(note === undefined ? {} : { note }),
  }),
);

/** search.remove */
export const searchRemoveHandler = register(searchRemove, ({ id }, { searches }) =>
  searches.edit(id, { removedAt: new Date().toISOString() }),
);

/** search.restore */
export const searchRestoreHandler = register(searchRestore, ({ id }, { searches }) =>
  searches.edit(id, { removedAt: null }),
);
