import { strategyUlta } from "../../../contract/methods/strategy.ts";
import { decideInversions } from "../../analysis/ulta/decide.ts";
import { factsOfSession } from "../../analysis/ulta/facts.ts";
import { withView } from "../../analysis/view/with-view.ts";
import { register } from "../../handler.ts";
import { ultaBlocksMarkdown, ultaReportMarkdown } from "../later/ulta.ts";
import { ultaWorkbook } from "../later/workbooks.ts";
import { legacyInversionReport, localTimeText, runIdOf } from "../legacy-text.ts";

/** strategy.ulta: looks at the table before ULTA, so that the figures are those of the original columns. */
export const strategyUltaHandler = register(strategyUlta, (request, context, call) =>
  withView({ ...request, ulta: { kind: "off" } }, context, call, async ({ view, session }) => {
    const { ulta: rule, ultaSkipsFirst } = request;
    const skipFirst = ultaSkipsFirst;
    const facts = await factsOfSession(session, call);
    const inversions = decideInversions(facts, session.observations, view.strategies, { rule, skipFirst });
    const examined = view.strategies.length - (skipFirst ? 1 : 0);
    const now = new Date();
    const generated = localTimeText(now);
    const report = { generated, runId: runIdOf(now), rule, examined, inversions };
    return {
      examined,
      inversions,
      legacyReport: legacyInversionReport(inversions),
      tableReport: ultaReportMarkdown(report),
      arrowsReport: ultaBlocksMarkdown(report, "arrows"),
      blocksReport: ultaBlocksMarkdown(report, "improvements"),
      ...(request.workbook ? { workbook: await ultaWorkbook(report) } : {}),
    };
  }),
);
