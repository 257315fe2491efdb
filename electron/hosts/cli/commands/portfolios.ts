import { portfolioList } from "../../../contract/methods/portfolio.ts";
import type { SavedPortfolio } from "../../../contract/portfolio.ts";
import { formatCount, formatFigure, formatTable } from "../format.ts";
import { savedOf } from "../options/portfolio.ts";
import type { DefineCommand } from "../run-cli.ts";

const table = (portfolios: readonly SavedPortfolio[]): string =>
  formatTable(
    [
      { title: "portfolio", text: ({ name }) => name },
      { title: "dataset", text: ({ dataset }) => dataset },
      { title: "members", align: "right", text: ({ members }) => formatCount(members.length) },
      { title: "weights", text: ({ weights }) => (weights ? "own" : "equal") },
      { title: "found by", text: ({ found }) => found?.algorithm ?? "" },
      { title: "fitness", align: "right", text: ({ found }) => (found ? formatFigure(found.fitness) : "") },
      { title: "made", text: ({ createdAt }) => createdAt },
      { title: "id", text: ({ id }) => id },
    ],
    portfolios,
  );

/** tessera portfolios [name]: lists; with a name or an id the strategies of that one, as `--portfolio` reads them. */
export const definePortfolios: DefineCommand = (command, session) => {
  command
    .argument(
      "[name]",
      "name or id of one: its strategies, one a line, as --portfolio of other commands reads them",
    )
    .option("--dataset <name>", "those of one dataset")
    .action(async (name: string | undefined, { dataset }: { dataset?: string }) => {
      const { portfolios, damaged } = await session.call(
        portfolioList,
        dataset === undefined ? {} : { dataset },
      );
      for (const { file, reason } of damaged) session.note(`${file} is no portfolio: ${reason}`);
      if (name === undefined) {
        await session.print({ portfolios, damaged }, () =>
          portfolios.length === 0 ? "No saved portfolios." : table(portfolios),
        );
        return;
      }
      await session.print(savedOf(portfolios, name), ({ members }) => members.join("\n"));
    });
};
