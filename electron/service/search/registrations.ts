import type { Registration } from "../handler.ts";
import {
  searchFrontierHandler,
  searchParametersHandler,
  searchReadConfigHandler,
  searchReplayHandler,
  searchRunHandler,
} from "./handlers/search.ts";

/** The methods of search. */
export const searchRegistrations: readonly Registration[] = [
  searchRunHandler,
  searchFrontierHandler,
  searchReplayHandler,
  searchReadConfigHandler,
  searchParametersHandler,
];
