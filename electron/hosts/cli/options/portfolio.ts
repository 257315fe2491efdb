import { type Command, Option } from "commander";
import type { ExpectedSharpe } from "../../../contract/expected.ts";
import { portfolioList } from "../../../contract/methods/portfolio.ts";
import { type SavedPortfolio, type WeightScheme, weightScheme } from "../../../contract/portfolio.ts";
import { Problem } from "../../../contract/problem.ts";
import { readWeightedPortfolio } from "../files.ts";
import type { CliSession } from "../session.ts";

/** What the options of addPortfolioOptions hold after parsing. */
export interface PortfolioFlags {
  readonly portfolio?: string;
  readonly saved?: string;
}

/** Which portfolio a command works on: a file of names, or one that was kept. */
export function addPortfolioOptions(command: Command): Command {
  return command
    .option("--portfolio <names.txt>", "strategies, one name per line; or a CSV of strategy,weight")
    .addOption(
      new Option("--saved <name>", "a saved portfolio, by name or id, with its weights").conflicts(
        "portfolio",
      ),
    );
}

/** How members are weighted, for a portfolio of any command. */
export function addWeightsOption(command: Command): Command {
  return command.addOption(
    new Option("--weights <how>", "weights made from the rows, in place of given ones").choices(
      weightScheme.options,
    ),
  );
}

interface PortfolioGiven {
  readonly members: string[];
  readonly weights?: number[];
  /** What the search that found it says to expect. */
  readonly expected?: Pick<ExpectedSharpe, "sharpe" | "deviationRatio">;
}

/** The portfolio that the options name; `weighting` takes the place of weights of its own. Throws Problem. */
export async function portfolioOf(
  session: CliSession,
  { portfolio, saved }: PortfolioFlags,
  weighting?: WeightScheme,
): Promise<PortfolioGiven> {
  const { weights, ...given } = await found(session, { portfolio, saved });
  return weights && !weighting ? { ...given, weights } : given;
}

async function found(
  session: CliSession,
  { portfolio, saved }: { portfolio: string | undefined; saved: string | undefined },
): Promise<PortfolioGiven> {
  if (portfolio !== undefined) return readWeightedPortfolio(portfolio);
  if (saved === undefined) {
    throw new Problem("bad-request", "No portfolio is named.", {
      remedy: "Name a file of strategies (--portfolio) or a saved portfolio (--saved).",
    });
  }
  const { portfolios } = await session.call(portfolioList, {});
  const { members, weights, expected } = savedOf(portfolios, saved);
  return { members, ...(weights ? { weights } : {}), ...(expected ? { expected } : {}) };
}

/** A saved portfolio by its name or id. Throws Problem "not-found", or "bad-request" where several have the name. */
export function savedOf(portfolios: readonly SavedPortfolio[], name: string): SavedPortfolio {
  const wanted = portfolios.filter((one) => one.id === name || one.name === name);
  const [first, second] = wanted;
  if (!first) {
    throw new Problem("not-found", `There is no saved portfolio "${name}".`, {
      remedy: "tessera portfolios lists them.",
    });
  }
  if (second) {
    throw new Problem("bad-request", `${wanted.length} saved portfolios are called "${name}".`, {
      remedy: `Name one by its id: ${wanted.map(({ id }) => id).join(", ")}.`,
    });
  }
  return first;
}
