import type { validateDatasets } from "../../../contract/methods/validate.ts";
import type { Handler } from "../../handler.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { compareViews } from "../validation/datasets.ts";
import { datasetsReport } from "../validation/report.ts";
import { withView } from "../view/with-view.ts";

/** validate.datasets */
export const validateTwoDatasets: Handler<typeof validateDatasets> = (request, context, call) => {
  const other = { ...request, dataset: request.other, version: request.otherVersion };
  return withView(request, context, call, (ours) =>
    withView(other, context, call, async (theirs) => {
      const basis = metricBasis(request, context.settings, ours.view);
      const findings = await compareViews(ours, theirs, request, nativeMetricConfig(basis), call);
      const head = {
        ours: ours.view.manifest,
        theirs: theirs.view.manifest,
        basis,
        tolerance: request.tolerance,
        generated: new Date().toISOString(),
        product: `Tessera ${context.version}`,
      };
      return { ...findings, report: datasetsReport(head, findings) };
    }),
  );
};
