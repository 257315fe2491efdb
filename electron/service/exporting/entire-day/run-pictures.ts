import { weightedPnl } from "../../analysis/series/portfolio.ts";
import type { EngineSession } from "../../engine/session.ts";
import { runIdOf } from "../legacy-text.ts";
import { PictureDrawer } from "../pictures/drawer.ts";
import {
  heatmapPicture,
  type PictureStyle,
  pictureStyle,
  portfolioPictures,
} from "../pictures/portfolio-pictures.ts";
import type { LegacyRunOptions } from "../run-folder.ts";
import type { FoundPortfolio, LegacyRun } from "./legacy-run.ts";

type Drawn = Promise<Uint8Array>;
type DrawnPortfolio = Readonly<Record<"equity" | "drawdown", Drawn>>;
type Table = LegacyRun["table"];

/**
 * Pictures of a run folder: equity and drawdown of every best portfolio, and the correlation heatmap of the overall best. Those
 * of a portfolio that is certain to be among the results can be drawn ahead, while the search goes on. All portfolios are of
 * one table, which may be read after the drawing threads were started. To be closed.
 */
export class RunPictures {
  readonly #style: PictureStyle;
  readonly #drawer: PictureDrawer | undefined;
  readonly #portfolios = new Map<string, DrawnPortfolio>();
  readonly #heatmaps = new Map<string, Drawn>();

  /** For about so many `portfolios`. None is drawn where the options say so. */
  constructor(options: LegacyRunOptions, portfolios: number) {
    this.#style = pictureStyle(options);
    this.#drawer = options.charts ? new PictureDrawer(2 * portfolios + 1) : undefined;
  }

  /** Begins with a portfolio that will be the best of its size. */
  portfolioAhead(table: Table, portfolio: FoundPortfolio): void {
    if (this.#drawer?.beside) this.#portfolio(table, portfolio, this.#drawer);
  }

  /** Begins with the heatmap of the portfolio that will be the best of all. `session` is open on the table. */
  bestAhead(table: Table, best: FoundPortfolio, session: EngineSession): void {
    // What goes wrong here goes wrong again where the files are asked for, and is told there.
    if (this.#drawer?.beside) this.#heatmap(table, best, session, this.#drawer).catch(() => {});
  }

  /** PNG by file name. */
  async files(
    run: LegacyRun,
    best: FoundPortfolio,
    session: EngineSession,
  ): Promise<Map<string, Uint8Array>> {
    const drawer = this.#drawer;
    if (!drawer) return new Map();
    const runId = runIdOf(run.startedAt);
    const nameOf = (size: number) => `Best_Portfolio_Size${size}_${runId}.png`;
    // The heatmap first, because it takes as long to draw as several curves.
    const drawn: [string, Drawn][] = [
      [`correlation_heatmap_${nameOf(best.members.length)}`, this.#heatmap(run.table, best, session, drawer)],
    ];
    for (const portfolio of run.portfolios) {
      const name = nameOf(portfolio.members.length);
      const { equity, drawdown } = this.#portfolio(run.table, portfolio, drawer);
      drawn.push([`equity_curve_${name}`, equity], [`drawdowns_${name}`, drawdown]);
    }
    return new Map(await Promise.all(drawn.map(async ([name, picture]) => [name, await picture] as const)));
  }

  async close(): Promise<void> {
    await this.#drawer?.close();
  }

  #portfolio(table: Table, { algorithm, members }: FoundPortfolio, drawer: PictureDrawer): DrawnPortfolio {
    return once(this.#portfolios, `${algorithm} ${members.join()}`, () => {
      const size = members.length;
      const pnl = weightedPnl(table.matrix, Uint32Array.from(members));
      const { equity, drawdown } = portfolioPictures(
        { what: `best portfolio of ${size}`, size, algorithm, dates: table.dates, pnl },
        this.#style,
      );
      return { equity: drawer.draw(equity), drawdown: drawer.draw(drawdown) };
    });
  }

  #heatmap(table: Table, { members }: FoundPortfolio, session: EngineSession, drawer: PictureDrawer): Drawn {
    return once(this.#heatmaps, members.join(), async () => {
      const columns = Uint32Array.from(members);
      const rho = await session.correlationMatrix(columns, columns);
      const names = members.map((member) => table.strategies[member] ?? "");
      const titles = {
        title: `Member correlation, ${members.length} strategies`,
        subtitle: `Pearson, ${table.dates.length} rows`,
      };
      return drawer.draw(heatmapPicture({ names, rho }, this.#style, titles));
    });
  }
}

function once<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
