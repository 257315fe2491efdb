import type { Registration } from "../handler.ts";
import {
  searchParametersHandler,
  searchReadConfigHandler,
  searchReplayHandler,
  searchRunHandler,
} from "./handlers/search.ts";

/** The methods of search. */
export const searchRegistrations: readonly Registration[] = [
  searchRunHandler,
  searchReplayHandler,
  searchReadConfigHandler,
  searchParametersHandler,
];
