import { type Money, moneyOf } from "../../contract/figures/money.ts";
import type { RequestOf, ResultOf } from "../../contract/method.ts";
import { kellyAllocate } from "../../contract/methods/kelly.ts";
import { portfolioBreakdown, portfolioMembers, portfolioSeries } from "../../contract/methods/portfolio.ts";
import type { reportWrite } from "../../contract/methods/report.ts";
import { strategyUniverse } from "../../contract/methods/strategy.ts";
import {
  portfolioBreakdownHandler,
  portfolioMembersHandler,
  portfolioSeriesHandler,
} from "../analysis/handlers/portfolio.ts";
import { type Drawdown, deepestDrawdowns } from "../analysis/series/drawdowns.ts";
import { keptOrComputed, pinVersion } from "../analysis/view/kept.ts";
import { withView } from "../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type { Manifest } from "../datasets/version/manifest.ts";
import { tableFingerprint } from "../search/capsule.ts";
import { kellyAllocateHandler } from "../sizing/handlers/kelly.ts";
import { strategyUniverseHandler } from "../verdict/handlers/strategy.ts";
import { type FoundSubject, findSubject } from "./subject.ts";

const mostDrawdowns = 10;
/** Members that kelly.allocate takes at most. */
const mostSized = 1000;

/** Columns of the table of members. */
export const memberMetrics = ["roi", "max_drawdown", "sharpe"] as const;

/** Everything that a report says, as the window's screens get it from the same methods. */
export interface ReportFacts {
  readonly subject: FoundSubject;
  readonly title: string;
  readonly notes: string;
  readonly manifest: Manifest;
  readonly product: string;
  readonly madeAt: Date;
  /** Strategies and rows of the view, its zone weights, and SHA-256 of its names, dates and cells. */
  readonly strategies: number;
  readonly rows: number;
  readonly allRows: number;
  readonly fingerprint: string;
  readonly series: ResultOf<typeof portfolioSeries>;
  readonly drawdowns: readonly Drawdown[];
  readonly breakdown: ResultOf<typeof portfolioBreakdown>;
  /** Null for a dataset. */
  readonly members: ResultOf<typeof portfolioMembers> | null;
  /** By the settings; null without a capital to size against, and for what cannot be sized. */
  readonly sizes: ResultOf<typeof kellyAllocate> | null;
  /** Of a dataset: whether there is anything to find in it. */
  readonly universe: ResultOf<typeof strategyUniverse> | null;
  /** How amounts are shown. */
  readonly money: Money;
}

/** Asks for everything that a report says. Throws Problem. */
export async function gatherFacts(
  request: RequestOf<typeof reportWrite>,
  context: ServiceContext,
  call: CallContext,
): Promise<ReportFacts> {
  const subject = await findSubject(request, context);
  const { view } = subject;
  const { profile, annualisation, riskFree, mar, capital } = request;
  const metrics = {
    profile: profile ?? subject.capsule?.request.profile,
    annualisation,
    riskFree,
    mar,
    capital,
  };
  call.progress({ stage: "Reading the rows", fraction: 0.1 });
  const pinned = await pinVersion(view, context);
  const table = await keptOrComputed("table", pinned, {}, context, () =>
    withView(pinned, context, call, async ({ view: opened }) => ({
      strategies: [...opened.strategies],
      rows: opened.observations.length,
      fingerprint: await tableFingerprint(opened),
    })),
  );
  const manifest = await context.datasets.manifest(pinned.dataset, pinned.version);
  const members = subject.members ?? table.strategies;
  const weights = subject.weights ?? undefined;
  const of = { ...pinned, members, weights };
  call.progress({ stage: "Computing the figures", fraction: 0.3 });
  const series = await portfolioSeriesHandler.handle(
    portfolioSeries.request.parse({ ...of, ...metrics }),
    context,
    call,
  );
  return {
    subject,
    title: request.title ?? subject.title,
    notes: request.notes ?? "",
    manifest,
    product: context.version,
    madeAt: new Date(),
    strategies: table.strategies.length,
    rows: table.rows,
    allRows: manifest.observations,
    fingerprint: table.fingerprint,
    series,
    drawdowns: deepestDrawdowns(series.equity, series.basis.profile !== "legacy", mostDrawdowns),
    breakdown: await portfolioBreakdownHandler.handle(portfolioBreakdown.request.parse(of), context, call),
    members: subject.members
      ? await portfolioMembersHandler.handle(
          portfolioMembers.request.parse({ ...of, ...metrics, metrics: memberMetrics }),
          context,
          call,
        )
      : null,
    sizes: await sizesOf(request, subject, of, context, call),
    universe: subject.members ? null : await universeOf(pinned, context, call),
    money: moneyOf({
      money: series.basis.money,
      capital: series.basis.capital,
      as: context.settings.get("analysis.money_as"),
    }),
  };
}

/** Sizes of the members, where the part is asked for and a capital is declared. */
async function sizesOf(
  { sections, capital }: RequestOf<typeof reportWrite>,
  { members, expected }: FoundSubject,
  of: object,
  context: ServiceContext,
  call: CallContext,
): Promise<ReportFacts["sizes"]> {
  const declared = capital ?? context.settings.get("analysis.capital");
  if (!members || members.length > mostSized || !(declared > 0)) return null;
  if (sections && !sections.includes("sizes")) return null;
  call.progress({ stage: "Sizing the members", fraction: 0.6 });
  const request = { ...of, capital: declared, ...(expected ? { expected } : {}) };
  return kellyAllocateHandler.handle(kellyAllocate.request.parse(request), context, call);
}

function universeOf(
  view: FoundSubject["view"],
  context: ServiceContext,
  call: CallContext,
): Promise<ResultOf<typeof strategyUniverse>> {
  call.progress({ stage: "Holding the strategies against luck", fraction: 0.5 });
  return strategyUniverseHandler.handle(strategyUniverse.request.parse(view), context, call) as Promise<
    ResultOf<typeof strategyUniverse>
  >;
}
