import type { ResultOf } from "../../contract/method.ts";
import type { enginePlan } from "../../contract/methods/engine.ts";
import { hostMemory } from "../host-resources.ts";
import type { TesseraAddon } from "./addon/addon.ts";
import type { BackendDescription, NativePlan, NativeShape } from "./addon/backend.ts";
import { nativeIds } from "./native-ids.ts";
import { nativeProblem } from "./native-problem.ts";

export type BackendPlan = ResultOf<typeof enginePlan>["plans"][number];

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
      const plan = addon.planSession(backend.handle, shape);
      const here = backend.name === "cpu" ? withinContainer(plan) : plan;
      return describePlan(backend.name, device?.name ?? backend.name, shape, here);
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
        uses: [],
      };
    }
  });
}

/** The processor's backend knows the memory of the machine, not of a container that this process runs in. */
function withinContainer(plan: NativePlan): NativePlan {
  const { total, free } = hostMemory();
  return {
    ...plan,
    installedBytes: Math.min(plan.installedBytes, total),
    freeBytes: Math.min(plan.freeBytes, free),
    budgetBytes: Math.min(plan.budgetBytes, total),
  };
}

/** A native plan as the contract has it. */
function describePlan(backend: string, device: string, shape: NativeShape, plan: NativePlan): BackendPlan {
  const parts = (Object.keys(during) as Part[])
    .map((name) => ({ name, bytes: plan.parts[nativeIds.planPart[name]] ?? 0, during: during[name] }))
    .filter((part) => part.bytes > 0);
  const total = (when: string): number =>
    parts.reduce((sum, part) => sum + (part.during === when ? part.bytes : 0), 0);
  const peakBytes =
    total("always") + Math.max(total("opening"), total("correlation"), total("scoring"), total("searching"));
  return {
    backend,
    device,
    installedBytes: plan.installedBytes,
    freeBytes: plan.freeBytes,
    reserveBytes: plan.reserveBytes,
    budgetBytes: plan.budgetBytes,
    parts,
    peakBytes,
    resident: plan.resident,
    panels: plan.panels,
    panelStrategies: plan.panelStrategies,
    summary: summarise(shape, plan, peakBytes),
    uses: [],
  };
}

/** Said before the work, which would fail or begin to swap. */
const tooLarge = " That is more than there is: take fewer rows or strategies, or a machine with more memory.";

function summarise(shape: NativeShape, plan: NativePlan, peakBytes: number): string {
  const { strategies, observations } = shape;
  const matrix = `${strategies.toLocaleString("en")} strategies x ${observations.toLocaleString("en")} rows`;
  const takes = `at most ${megabytes(peakBytes)} of ${megabytes(plan.budgetBytes)}`;
  const place = plan.resident ? "stays in memory" : "does not fit and is sent in panels";
  const panels =
    plan.panels > 1
      ? `; a correlation pass takes ${plan.panels} panels of ${plan.panelStrategies.toLocaleString("en")} strategies, ${(plan.panels * (plan.panels + 1)) / 2} pairs of panels`
      : "";
  const over = peakBytes > plan.budgetBytes ? tooLarge : "";
  return `${matrix}: the matrix ${place}, ${takes}${panels}.${over}`;
}

type Part = keyof typeof nativeIds.planPart;

const during: Readonly<Record<Part, string>> = {
  matrix: "always",
  scale: "always",
  upload: "opening",
  standardised: "correlation",
  lists: "correlation",
  candidates: "scoring",
  searches: "searching",
};

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString("en")} MB`;
