import type { BackendDescription, NativeShape, TesseraAddon } from "./addon.ts";
import { type BackendPlan, describePlan } from "./describe-plan.ts";
import { nativeProblem } from "./native-problem.ts";

/** The plan of a session on each backend; one that cannot hold it says so in its summary. */
export function planBackends(
  addon: TesseraAddon,
  backends: readonly BackendDescription[],
  shapeOn: (backend: BackendDescription) => NativeShape,
): BackendPlan[] {
  return backends.map((backend) => {
    const shape = shapeOn(backend);
    const device = backend.devices[Math.max(0, shape.device)];
    try {
      return describePlan(
        backend.name,
        device?.name ?? backend.name,
        shape,
        addon.planSession(backend.handle, shape),
      );
    } catch (error) {
      return {
        backend: backend.name,
        device: device?.name ?? backend.name,
        installedBytes: device?.memoryBytes ?? 0,
        freeBytes: device?.memoryFreeBytes ?? 0,
        reserveBytes: 0,
        budgetBytes: 0,
        parts: [],
        peakBytes: 0,
        resident: false,
        panels: 0,
        panelStrategies: 0,
        summary: nativeProblem(error).message,
      };
    }
  });
}
