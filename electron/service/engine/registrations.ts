import { engineMonitor, enginePlan, engineReport, engineSelfTest } from "../../contract/methods/engine.ts";
import { type Registration, register } from "../handler.ts";
import { engineWarnings } from "./accounts.ts";

/** Methods of the engine. */
export const engineRegistrations: readonly Registration[] = [
  register(engineReport, async (_request, context) => ({
    backends: (await context.engine.report()).map((report) => ({ ...report, devices: [...report.devices] })),
  })),
  register(engineMonitor, async (_request, { engine, settings }) => {
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
  }),
  register(enginePlan, async (request, { engine }) => ({ plans: await engine.plan(request) })),
  register(engineSelfTest, async (_request, { engine }) => ({ backends: await engine.selfTest() })),
];
