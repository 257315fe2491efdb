import { validateDatasets, validateLegacy } from "../../../contract/methods/validate.ts";
import { register } from "../../handler.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import { compareViews } from "../validation/datasets.ts";
import { validateFiles } from "../validation/legacy.ts";
import { datasetsReport, legacyReport } from "../validation/report.ts";
import { readResultFiles } from "../validation/result-files.ts";
import { withView } from "../view/with-view.ts";

/** validate.legacy */
export const validateLegacyHandler = register(validateLegacy, async (request, context, call) => {
  const files = await readResultFiles(request.path);
  return withView(request, context, call, async (opened) => {
    const { view } = opened;
    const findings = await validateFiles(files, request, opened, context, call);
    const head = {
      dataset: view.manifest.name,
      version: view.manifest.version,
      source: view.manifest.source.fileName,
      sha256: view.manifest.source.sha256,
      observations: view.matrix.observations,
      strategies: view.matrix.strategies,
      path: request.path,
      tolerance: request.tolerance,
      generated: new Date().toISOString(),
      product: `Tessera ${context.version}`,
    };
    return { ...findings, report: legacyReport(head, findings) };
  });
});

/** validate.datasets */
export const validateDatasetsHandler = register(validateDatasets, (request, context, call) => {
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
});
