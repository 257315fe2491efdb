import {
  engineMonitor,
  enginePlan,
  enginePrepare,
  engineReport,
  engineSelfTest,
} from "../../../contract/methods/engine.ts";
import { saidOfLarger } from "../../analysis/view/table-memory.ts";
import { planWorks } from "../../analysis/work-plans.ts";
import { register } from "../../handler.ts";
import { placeOfSearches } from "../../search/place.ts";
import { engineWarnings } from "../accounts.ts";
import { memoryLimitText, memoryUses } from "../memory-limits.ts";

/** engine.prepare */
export const enginePrepareHandler = register(enginePrepare, async ({ cells }, { engine }) => {
  engine.prepare(cells);
  return {};
});

/** engine.report */
export const engineReportHandler = register(engineReport, async (_request, { engine }) => ({
  backends: (await engine.report()).map((report) => ({ ...report, devices: [...report.devices] })),
}));

/** engine.monitor */
export const engineMonitorHandler = register(engineMonitor, async (_request, { engine, settings }) => {
  const backends = await engine.monitor();
  const thresholds = {
    memory: settings.get("engine.warn_memory_percent"),
    failed: settings.get("engine.warn_failed_percent"),
    transfer: settings.get("engine.warn_transfer_percent"),
  };
  const warnings = backends.flatMap((backend) =>
    engineWarnings(backend, thresholds).map((text) => ({ backend: backend.name, text })),
  );
  return { backends, warnings };
});

/** engine.plan */
export const enginePlanHandler = register(enginePlan, async (request, context) => {
  const { engine, settings } = context;
  const memory = memoryUses.map((use) => ({ use, limit: memoryLimitText(use, settings) }));
  const { missingCells, ...shape } = request;
  const plans = await engine.plan({ ...shape, memory: memory.filter(({ limit }) => limit !== "0") });
  const inParts = saidOfLarger(request, settings);
  const searches = await placeOfSearches(request, { engine, settings });
  const works = await planWorks(request, context);
  return { searches, plans, works, ...(inParts ? { inParts } : {}) };
});

/** engine.self-test */
export const engineSelfTestHandler = register(engineSelfTest, async (_request, { engine }) => ({
  backends: await engine.selfTest(),
}));
