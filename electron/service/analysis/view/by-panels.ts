/** Figures of strategies, computed panel by panel and joined to those of the whole table. */
import type { ViewRequest } from "../../../contract/view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { firstOf } from "../../pnl-matrix.ts";
import type { AnalysisView } from "./analysis-view.ts";
import { variesAtAll } from "./columns.ts";
import { partsAhead } from "./read-ahead.ts";
import type { Panel } from "./table-memory.ts";
import type { OpenedView } from "./view-cache.ts";
import { openRead, readerOf, viewOf } from "./with-view.ts";

/** What is known of a panel's strategies, whatever the figures. */
export interface PanelStrategies {
  readonly strategies: readonly string[];
  /** So many of the strategies, the last ones, ULTA turned. */
  readonly turned: number;
  /** Constant strategies are to be left out, and there are no others: they are where no panel has one. */
  readonly isConstant: boolean;
}

/** A table that does not fit in memory: one panel after the other, and the next one is read meanwhile. */
export async function byPanels<Part>(
  request: ViewRequest,
  panels: readonly Panel[],
  stage: string,
  context: Pick<ServiceContext, "datasets" | "engine" | "settings">,
  call: CallContext,
  work: (opened: OpenedView, panel: Panel, quiet: CallContext) => Promise<Part>,
): Promise<Part[]> {
  const found: Part[] = [];
  const quiet = { ...call, progress: () => undefined };
  const view = viewOf(request, context);
  const reader = await readerOf(view, context);
  const width = Math.max(...panels.map(({ places }) => places.length));
  const size = { count: panels.length, rows: reader.observations.length, width };
  const parts = partsAhead(size, async (k, room) => {
    const { places } = panels[k] as Panel;
    await reader.read(places, room, 0, quiet);
    return () => firstOf(room, places.length);
  });
  try {
    for (const [k, panel] of panels.entries()) {
      call.progress({
        stage,
        fraction: k / panels.length,
        detail: `panel ${k + 1} of ${panels.length}: the table is larger than memory`,
      });
      const matrix = await parts.at(k);
      const opened = await openRead(view, panel, { ...reader, matrix }, context);
      try {
        found.push(await work(opened, panel, quiet));
      } finally {
        opened.session.close();
      }
    }
    return found;
  } finally {
    await parts.ended();
  }
}

/** The strategies of a panel's view. */
export function strategiesOfPanel(
  { source, inversions, strategies, matrix }: AnalysisView,
  { excludeConstant }: Pick<ViewRequest, "excludeConstant">,
) {
  const turned = new Set(inversions.map((one) => one.index));
  return {
    strategies: [...strategies],
    turned: source.reduce((count, index) => count + (turned.has(index) ? 1 : 0), 0),
    isConstant: excludeConstant === true && !variesAtAll(matrix),
  };
}

/**
 * Joins panels, which are in the order of the strategies: those that ULTA turned are the last of all, as in the whole table.
 */
export class PanelJoin<Part extends PanelStrategies> {
  readonly #pieces: readonly { readonly panel: Part; readonly from: number; readonly to: number }[];

  constructor(all: readonly Part[]) {
    const varying = all.filter(({ isConstant }) => !isConstant);
    const panels = varying.length > 0 ? varying : all;
    const kept = (panel: Part) => panel.strategies.length - panel.turned;
    this.#pieces = [
      ...panels.map((panel) => ({ panel, from: 0, to: kept(panel) })),
      ...panels.map((panel) => ({ panel, from: kept(panel), to: panel.strategies.length })),
    ];
  }

  get strategies(): string[] {
    return this.#pieces.flatMap(({ panel, from, to }) => panel.strategies.slice(from, to));
  }

  /** A column of figures, one for each strategy. */
  column(of: (panel: Part) => Float64Array | undefined): Float64Array {
    const parts = this.#pieces.map(
      ({ panel, from, to }) => of(panel)?.subarray(from, to) ?? new Float64Array(),
    );
    const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}
