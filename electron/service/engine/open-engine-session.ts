import type { SessionHandle, SessionOptions, TesseraAddon } from "./addon.ts";
import type { EngineSession } from "./engine-session.ts";
import type { SessionAccounts } from "./session-accounts.ts";
import { withControl } from "./with-control.ts";

/** Opens a session on a backend and wraps the addon's functions with cancellation, progress and Problems. */
export async function openEngineSession(
  addon: TesseraAddon,
  backendName: string,
  options: SessionOptions,
  accounts: SessionAccounts,
): Promise<EngineSession> {
  const handle: SessionHandle = await withControl((control) => addon.openSession(options, control));
  const settle = accounts.add(backendName, () => addon.sessionStats(handle));
  const firstRow = options.rows[0];
  return {
    backend: backendName,
    observations: options.rows.length,
    strategies: firstRow ? firstRow.length : 0,
    metrics: (metrics, config, strategies, call) =>
      withControl(
        (control) => addon.metrics(handle, metrics, config, strategies ?? null, control),
        call,
        "Computing metrics",
      ),
    groupStats: (request, strategies, call) =>
      withControl(
        (control) => addon.groupStats(handle, request, strategies ?? null, control),
        call,
        "Measuring groups of observations",
      ),
    inversionFigures: (call) => withControl((control) => addon.inversionFigures(handle, control), call),
    correlationReduce: (request, call) =>
      withControl(
        (control) => addon.correlationReduce(handle, request, control),
        call,
        "Correlating all pairs",
      ),
    correlationMatrix: (rows, columns, weights) =>
      withControl(() => addon.correlationMatrix(handle, rows, columns, weights)),
    scorePortfolios: (members, size, objective, call) =>
      withControl((control) => addon.scorePortfolios(handle, members, size, objective, control), call),
    search: (request, call) =>
      withControl((control) => addon.search({ ...request, session: handle }, control), call),
    close() {
      settle();
      addon.closeSession(handle);
    },
  };
}
