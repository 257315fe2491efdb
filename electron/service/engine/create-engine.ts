import type { BackendDescription } from "./addon.ts";
import { backendLibraries } from "./backend-libraries.ts";
import { type BackendChoice, chooseBackend } from "./choose-backend.ts";
import type { Engine } from "./engine.ts";
import type { EngineSession } from "./engine-session.ts";
import { loadAddon } from "./load-addon.ts";
import { openEngineSession } from "./open-engine-session.ts";
import { orderForWork } from "./order-for-work.ts";
import type { Prober } from "./probe-answer.ts";

export interface EngineOptions {
  /** "auto" or a backend name (setting engine.backend, environment TESSERA_BACKEND). */
  readonly backend: string;
  /** Device of the backend, -1 = its best. */
  readonly device: number;
  /** CPU threads, 0 = all processors. */
  readonly threads: number;
  /** Device memory that may be used in bytes, 0 = no limit. */
  readonly memoryLimitBytes: number;
  readonly prober: Prober;
}

/** Problems of a device after which the CPU backend takes over. */
const fallbackCodes = new Set(["device-lost", "out-of-device-memory", "internal"]);

/** Makes the engine. Backends are looked at on first use, once per process. */
export function createEngine(options: EngineOptions): Engine {
  let choice: Promise<BackendChoice> | undefined;
  const failures = new Map<string, string>();

  const choose = (): Promise<BackendChoice> => {
    choice ??= chooseBackend(backendLibraries(), options.backend, loadAddon(), options.prober);
    return choice;
  };

  const working = async (): Promise<BackendDescription[]> =>
    (await choose()).usable.filter((backend) => !failures.has(backend.name));

  return {
    async report() {
      const { reports } = await choose();
      const current = (await working())[0]?.name;
      return reports.map((report) => ({
        ...report,
        used: report.name === current,
        reason: failures.get(report.name) ?? report.reason,
      }));
    },

    async open(matrix, session = {}): Promise<EngineSession> {
      const cells = matrix.observations * matrix.strategies;
      const chosenByHand = options.backend !== "auto";
      const backends = orderForWork(await working(), chosenByHand, cells, session.work ?? "passes");
      for (const [index, backend] of backends.entries()) {
        try {
          return await openEngineSession(loadAddon(), backend.name, {
            backend: backend.handle,
            device: backend.name === "cpu" ? -1 : options.device,
            threads: session.threads ?? options.threads,
            memoryLimitBytes: options.memoryLimitBytes,
            rows: matrix.rows,
            ...(session.correlationSource ? { correlationRows: session.correlationSource.rows } : {}),
          });
        } catch (error) {
          const report = (error as { report?: { code: string; message: string } }).report;
          const last = index === backends.length - 1;
          if (last || !report || !fallbackCodes.has(report.code)) throw error;
          // Memory may be free again next time; a lost device is not tried again in this process.
          if (report.code !== "out-of-device-memory") failures.set(backend.name, report.message);
        }
      }
      throw new Error("chooseBackend promised at least one usable backend");
    },
  };
}
