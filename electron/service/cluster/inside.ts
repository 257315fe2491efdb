/** The surroundings of a plan: its dataset and its settings, with the engine of this process. */
import { ViewCache } from "../analysis/view/view-cache.ts";
import type { ServiceContext } from "../context.ts";
import { loadSettings } from "../settings/live-settings.ts";
import { writtenSettings } from "../settings/settings.ts";
import { ClusterFolder } from "./folder.ts";
import { openInput } from "./input.ts";
import type { ClusterPlan } from "./plan.ts";

/** Sections of the settings that results depend on. */
const deciding = ["analysis", "correlation", "search", "parameters", "sizing", "export"] as const;

export const decidingSettings = ({ settings }: Pick<ServiceContext, "settings">): string[] =>
  writtenSettings(settings, deciding);

/** Views that steps of one plan share, by the context that they are called with. */
const shared = new WeakMap<ServiceContext, ViewCache>();

/**
 * Runs `work` with a context for the steps of one plan, which then open, prepare and judge its table once. Of the table that is
 * in a plan's folder nothing changes: a step finds what those before it have opened.
 */
export async function sharingViews<Result>(
  context: ServiceContext,
  work: (context: ServiceContext) => Promise<Result>,
): Promise<Result> {
  const own = { ...context };
  const views = new ViewCache();
  shared.set(own, views);
  try {
    return await work(own);
  } finally {
    views.close();
  }
}

/** Runs `work` with a plan's dataset and settings; of this process it has the engine and the number of threads. */
export async function within<Result>(
  { path, dataset, settings }: Pick<ClusterPlan, "dataset" | "settings"> & { readonly path: string },
  context: ServiceContext,
  work: (inside: ServiceContext) => Promise<Result>,
): Promise<Result> {
  const datasets = await openInput(ClusterFolder.input(path), dataset);
  const threads = `general.threads=${context.settings.get("general.threads")}`;
  const fixed = loadSettings({ overrides: [...settings, threads] });
  const held = shared.get(context);
  const views = held ?? new ViewCache();
  const inside = { ...context, datasets, views };
  try {
    return await work({ ...inside, settings: { ...fixed, file: "", reload: () => undefined } });
  } finally {
    if (!held) views.close();
  }
}
