import {
  searchParameters,
  searchReadConfig,
  searchReplay,
  searchRun,
} from "../../contract/methods/search.ts";
import { type Registration, register } from "../handler.ts";
import { listParameters } from "./handlers/list-parameters.ts";
import { readConfig } from "./handlers/read-config.ts";
import { replaySearch } from "./handlers/replay-search.ts";
import { runSearch } from "./handlers/run-search.ts";

/** The methods of search. */
export const searchRegistrations: readonly Registration[] = [
  register(searchRun, runSearch),
  register(searchReplay, replaySearch),
  register(searchReadConfig, readConfig),
  register(searchParameters, listParameters),
];
