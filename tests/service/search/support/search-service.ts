import { searchRequest } from "../../../../electron/contract/search.ts";
import type { AnalysisView } from "../../../../electron/service/analysis/view/analysis-view.ts";
import { openView } from "../../../../electron/service/analysis/view/with-view.ts";
import type { CallContext } from "../../../../electron/service/context.ts";
import { createEngine } from "../../../../electron/service/engine/engine.ts";
import { executeSearch, type ResultWatcher } from "../../../../electron/service/search/execute.ts";
import { loadSettings } from "../../../../electron/service/settings/live-settings.ts";
import { goldenTable } from "../../../support/golden-table.ts";
import { searchView } from "./search-view.ts";

/** The view of a golden `Date,Day` table. */
export function goldenView(path: string): AnalysisView {
  const table = goldenTable(path, 2);
  return searchView(
    table.strategies,
    table.rows.map((row) => ({ cells: Array.from(row) })),
  );
}

export interface SearchTry {
  readonly signal?: AbortSignal;
  readonly checkpoint?: string;
  readonly threads?: number;
  readonly onProgress?: CallContext["progress"];
  readonly watch?: ResultWatcher;
}

/** Runs a search on a view with the real engine, on the processor. */
export async function trySearch(view: AnalysisView, request: object, options: SearchTry = {}) {
  const engine = createEngine({
    backend: "cpu",
    device: -1,
    threads: 0,
    memoryLimitBytes: 0,
    prober: () => Promise.reject(new Error("the processor needs no probe")),
  });
  const session = await openView(engine, view, { work: "small-batches" });
  try {
    const watched = options.watch ? { watch: options.watch } : {};
    const settings = loadSettings({ overrides: [`general.threads=${options.threads ?? 2}`] });
    return await executeSearch(
      searchRequest.parse({ dataset: "table", profile: "legacy", ...request }),
      {
        context: { engine, settings, version: "test" },
        view,
        session,
        checkpoint: options.checkpoint,
        ...watched,
      },
      {
        signal: options.signal ?? new AbortController().signal,
        progress: options.onProgress ?? (() => undefined),
      },
    );
  } finally {
    session.close();
  }
}
