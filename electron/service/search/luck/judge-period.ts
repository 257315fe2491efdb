import type { SearchLuck } from "../../../contract/search-result.ts";
import { portfolioPnl } from "../../analysis/series/portfolio.ts";
import type { AnalysisView } from "../../analysis/view/analysis-view.ts";
import type { NativeObjective } from "../../engine/addon.ts";
import type { Engine } from "../../engine/engine.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import { openView } from "../open-view.ts";
import { sharpeMoments } from "./sharpe-moments.ts";

type Period = NonNullable<SearchLuck["holdOut"]>["searched"];

/** A portfolio's score on the rows of a view alone. */
export async function judgePeriod(
  engine: Engine,
  view: AnalysisView,
  objective: NativeObjective,
  columns: readonly number[],
): Promise<Period> {
  const session = await openView(engine, view);
  try {
    const { components } = await session.scorePortfolios(
      Uint32Array.from(columns),
      columns.length,
      objective,
    );
    return {
      observations: view.matrix.observations,
      firstDate: view.observations[0]?.date ?? "",
      lastDate: view.observations.at(-1)?.date ?? "",
      fitness: components[nativeIds.component.fitness] as number,
      roi: components[nativeIds.component.roi] as number,
      max_drawdown: components[nativeIds.component.max_drawdown] as number,
      sharpe: sharpeMoments(portfolioPnl(view.matrix, columns)).sharpe,
    };
  } finally {
    session.close();
  }
}
