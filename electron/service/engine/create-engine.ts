import type { Problem } from "../../contract/problem.ts";
import type { BackendDescription } from "./addon.ts";
import { backendLibraries } from "./backend-libraries.ts";
import { bestOnCpu } from "./best-on-cpu.ts";
import { type BackendChoice, chooseBackend } from "./choose-backend.ts";
import { describeAccount } from "./describe-account.ts";
import type { Engine } from "./engine.ts";
import type { EngineSession } from "./engine-session.ts";
import { fallbackSession } from "./fallback-session.ts";
import { loadAddon } from "./load-addon.ts";
import { nativeProblem } from "./native-problem.ts";
import { openEngineSession } from "./open-engine-session.ts";
import { planBackends } from "./plan-backends.ts";
import type { Prober } from "./probe-answer.ts";
import { selfTestBackend } from "./self-test/self-test-backend.ts";
import { SessionAccounts } from "./session-accounts.ts";

export interface EngineOptions {
  /** "auto" or a backend name (setting engine.backend, environment TESSERA_BACKEND). */
  readonly backend: string;
  /** Device of the backend, -1 = its best, -2 = all of them. */
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
  let cpuAlone: Promise<BackendChoice> | undefined;
  const failures = new Map<string, string>();
  const accounts = new SessionAccounts();

  const choose = (): Promise<BackendChoice> => {
    choice ??= chooseBackend(backendLibraries(), options.backend, loadAddon(), options.prober);
    return choice;
  };

  /** The CPU without a look at the others: a probe and a device's first use take a second that the CPU's work need not wait for. */
  const cpu = (): Promise<BackendChoice> => {
    const libraries = backendLibraries().filter((library) => library.name === "cpu");
    cpuAlone ??= chooseBackend(libraries, "auto", loadAddon(), options.prober);
    return cpuAlone;
  };

  const working = async (): Promise<BackendDescription[]> =>
    (await choose()).usable.filter((backend) => !failures.has(backend.name));

  const deviceOf = (backend: BackendDescription): number => (backend.name === "cpu" ? -1 : options.device);

  /** Whether another backend is to take over what failed on this one with `problem`. */
  const passedOn = (backend: BackendDescription, { report }: Problem): boolean => {
    if (!fallbackCodes.has(report.code)) return false;
    // Memory may be free again next time; a lost device is not tried again in this process.
    if (report.code !== "out-of-device-memory") failures.set(backend.name, report.message);
    return true;
  };

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
      const isCpuWork = bestOnCpu(chosenByHand, cells, session.work ?? "passes");
      const backends = isCpuWork ? (await cpu()).usable : await working();
      const openOn = (backend: BackendDescription): Promise<EngineSession> =>
        openEngineSession(
          loadAddon(),
          backend.name,
          {
            backend: backend.handle,
            device: deviceOf(backend),
            threads: session.threads ?? options.threads,
            memoryLimitBytes: options.memoryLimitBytes,
            rows: matrix.rows,
            ...(session.correlationSource ? { correlationRows: session.correlationSource.rows } : {}),
          },
          accounts,
        );
      for (const [index, backend] of backends.entries()) {
        const rest = backends.slice(index + 1);
        try {
          const opened = await openOn(backend);
          const [next] = rest;
          return next
            ? fallbackSession(opened, (problem) => (passedOn(backend, problem) ? openOn(next) : undefined))
            : opened;
        } catch (error) {
          const problem = nativeProblem(error);
          if (rest.length === 0 || !passedOn(backend, problem)) throw problem;
        }
      }
      throw new Error("chooseBackend promised at least one usable backend");
    },

    async monitor() {
      const backends = await working();
      return Promise.all(backends.map(async ({ name }) => describeAccount(name, await accounts.of(name))));
    },

    async plan(shape) {
      return planBackends(loadAddon(), await working(), (backend) => ({
        device: deviceOf(backend),
        strategies: shape.strategies,
        observations: shape.observations,
        correlationObservations: shape.correlationObservations ?? 0,
        memoryLimitBytes: shape.memoryLimitBytes ?? options.memoryLimitBytes,
      }));
    },

    async selfTest() {
      const outcomes = [];
      for (const backend of await working())
        outcomes.push(await selfTestBackend(loadAddon(), backend, accounts));
      return outcomes;
    },
  };
}
