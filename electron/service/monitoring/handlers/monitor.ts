import { monitorDoctor, monitorRuns } from "../../../contract/methods/monitor.ts";
import { register } from "../../handler.ts";
import { examine } from "../doctor.ts";

/** monitor.runs */
export const monitorRunsHandler = register(
  monitorRuns,
  async ({ method, dataset, limit }, { monitor: { history }, jobs }) => {
    const isWanted = (one: { readonly method: string; readonly dataset: string | null }) =>
      (method === undefined || one.method === method) && (dataset === undefined || one.dataset === dataset);
    const newest = <T extends { readonly method: string; readonly dataset: string | null }>(
      all: readonly T[],
    ) => all.filter(isWanted).slice(-limit).reverse();
    const titles = new Map(jobs.methods.map(({ name, summary }) => [name, summary]));
    return {
      // One of a method that an earlier version had is called by its name.
      runs: newest(await history.runs.read()).map((run) => ({
        ...run,
        title: titles.get(run.method) ?? run.method,
      })),
      alerts: newest(await history.alerts.read()),
    };
  },
);

/** monitor.doctor */
export const monitorDoctorHandler = register(monitorDoctor, async (_request, context) => {
  const checks = await examine(context);
  return { checks, healthy: checks.every(({ state }) => state !== "failed") };
});
