import { monitorDoctor, monitorRuns } from "../../../contract/methods/monitor.ts";
import { register } from "../../handler.ts";
import { examine } from "../doctor.ts";

/** monitor.runs */
export const monitorRunsHandler = register(
  monitorRuns,
  async ({ method, dataset, limit }, { monitor: { history } }) => {
    const isWanted = (one: { readonly method: string; readonly dataset: string | null }) =>
      (method === undefined || one.method === method) && (dataset === undefined || one.dataset === dataset);
    const newest = <T extends { readonly method: string; readonly dataset: string | null }>(
      all: readonly T[],
    ) => all.filter(isWanted).slice(-limit).reverse();
    return { runs: newest(await history.runs.read()), alerts: newest(await history.alerts.read()) };
  },
);

/** monitor.doctor */
export const monitorDoctorHandler = register(monitorDoctor, async (_request, context) => {
  const checks = await examine(context);
  return { checks, healthy: checks.every(({ state }) => state !== "failed") };
});
