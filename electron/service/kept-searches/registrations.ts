import type { Registration } from "../handler.ts";
import {
  searchAgainHandler,
  searchEditHandler,
  searchFollowHandler,
  searchListHandler,
  searchOpenHandler,
  searchRemoveHandler,
  searchRestoreHandler,
  searchResumeHandler,
  searchStartHandler,
  searchStopHandler,
} from "./handlers/search.ts";

/** Methods of the searches that are kept. */
export const keptSearchRegistrations: readonly Registration[] = [
  searchStartHandler,
  searchFollowHandler,
  searchStopHandler,
  searchResumeHandler,
  searchAgainHandler,
  searchListHandler,
  searchOpenHandler,
  searchEditHandler,
  searchRemoveHandler,
  searchRestoreHandler,
];
