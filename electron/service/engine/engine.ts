import type { ResultOf } from "../../contract/method.ts";
import type { engineSelfTest } from "../../contract/methods/engine.ts";
import type { Problem } from "../../contract/problem.ts";
import type { PnlMatrix } from "../pnl-matrix.ts";
import { type BackendMonitor, describeAccount, SessionAccounts } from "./accounts.ts";
import type { TesseraAddon } from "./addon/addon.ts";
import type { BackendDescription, DeviceDescription, SessionOptions } from "./addon/backend.ts";
import {
  type BackendChoice,
  type BackendLibrary,
  type BackendReport,
  backendLibraries,
  bestOnCpu,
  chooseBackend,
  type SessionWork,
} from "./choose-backend.ts";
import { type SearchLoad, type SideTimes, sideTimes } from "./faster-side.ts";
import type { KeptTrials } from "./kept-trial.ts";
import { loadAddon } from "./load-addon.ts";
import { memoryLimitBytes } from "./memory-limits.ts";
import { nativeProblem } from "./native-problem.ts";
import { type BackendPlan, planBackends } from "./plan.ts";
import type { Prober } from "./probe-answer.ts";
import { selfTestBackend } from "./self-test.ts";
import { type EngineSession, fallbackSession, openEngineSession } from "./session.ts";

export interface OpenSessionOptions {
  /** Rows correlations are taken from when they differ from the matrix (zone mode). */
  readonly correlationSource?: PnlMatrix;
  /** Threads for this session, default from the settings. */
  readonly threads?: number;
  /** What the session is for, default "passes". */
  readonly work?: SessionWork;
  /** Limits on a device's memory of what the session is for, as the settings have them: see memory-limits.ts. */
  readonly memory?: readonly string[];
  /** Cells of the table that this one is a part of, so that every part is computed where the whole would be. */
  readonly cellsOfWhole?: number;
}

/** A matrix that is not there yet. */
export interface PlannedShape {
  readonly strategies: number;
  readonly observations: number;
  /** Rows that correlations are taken from, default the same. */
  readonly correlationObservations?: number | undefined;
  /** Bytes, default the limit of the settings; 0 = none. */
  readonly memoryLimitBytes?: number | undefined;
  /** What a limit of its own is to be planned for, with its text. */
  readonly memory?: readonly { readonly use: string; readonly limit: string }[];
}

/** Finds the backends, probes and chooses one, opens sessions on it. */
export interface Engine {
  /** "auto", or the backend that was asked for. */
  readonly wanted: string;
  /**
   * Begins the start of a device that work on a table of so many cells will want, beside what comes before it, and waits for
   * nothing. With "auto" of one that has worked here: no other is looked at before it is known to be worth a second.
   */
  prepare(cells: number, work?: SessionWork): void;
  report(): Promise<BackendReport[]>;
  /** The backend that a session over so many cells is opened on. */
  backendFor(cells: number, work: SessionWork): Promise<string>;
  /** What the runs of a search take by the model, on the processor and on the device that they would be on. */
  searchTimes(load: SearchLoad): Promise<SearchTimes>;
  open(matrix: PnlMatrix, options?: OpenSessionOptions): Promise<EngineSession>;
  /** Backends that hold a matrix, or held one since this was last asked. Looks at nothing and waits for nothing. */
  backendsInUse(): string[];
  /** Memory and times of every backend that can be used, so far. */
  monitor(): Promise<BackendMonitor[]>;
  /** What a session of this shape will take on every backend that can be used. */
  plan(shape: PlannedShape): Promise<BackendPlan[]>;
  /** Compares every backend that can be used with figures published elsewhere. */
  selfTest(): Promise<ResultOf<typeof engineSelfTest>["backends"]>;
}

export interface SearchTimes extends SideTimes {
  /** Name of the device; null: there is none. */
  readonly deviceName: string | null;
}

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
  /** What need not be tried out again; default: every process tries. */
  readonly trials?: KeptTrials;
}

/** Makes the engine. Backends are looked at on first use, once per process. */
export function createEngine(options: EngineOptions): Engine {
  const backends = new Backends(options);
  const accounts = new SessionAccounts();
  return {
    wanted: options.backend,
    prepare: (cells, work) => backends.prepare(cells, work),
    report: () => backends.report(),
    backendFor: async (cells, work) => (await backends.forWork(cells, work))[0]?.name ?? "cpu",

    async searchTimes(load) {
      const [first] = await backends.working();
      const device = first && backends.deviceIn(first);
      const times = sideTimes(load, options.threads, device, backends.isWarm);
      return { ...times, deviceName: device?.name ?? null };
    },

    open: (matrix, session = {}) => openOnBest(matrix, session, options, backends, accounts),

    backendsInUse: () => accounts.backendsInUse(),

    async monitor() {
      const working = await backends.working();
      const { operationNames } = loadAddon();
      return Promise.all(
        working.map(async ({ name }) => describeAccount(name, await accounts.of(name), operationNames)),
      );
    },

    plan: async (shape) =>
      planAll(loadAddon(), shape, {
        working: await backends.working(),
        limit: shape.memoryLimitBytes ?? options.memoryLimitBytes,
        deviceOf: (backend) => backends.deviceOf(backend),
      }),

    async selfTest() {
      const outcomes = [];
      for (const backend of await backends.working())
        outcomes.push(await selfTestBackend(loadAddon(), backend, accounts));
      return outcomes;
    },
  };
}

interface PlanSurroundings {
  /** Backends that can be used. */
  readonly working: readonly BackendDescription[];
  /** The general limit, bytes; 0 = none. */
  readonly limit: number;
  readonly deviceOf: (backend: BackendDescription) => number;
}

/** A plan for every backend, and on a device another for each use with a limit of its own. */
export function planAll(
  addon: TesseraAddon,
  shape: PlannedShape,
  { working, limit, deviceOf }: PlanSurroundings,
): BackendPlan[] {
  const plan = (memory: readonly string[]) =>
    planBackends(addon, working, (backend) => {
      const device = deviceOf(backend);
      const free = backend.devices[Math.max(0, device)]?.memoryFreeBytes ?? 0;
      return {
        device,
        strategies: shape.strategies,
        observations: shape.observations,
        correlationObservations: shape.correlationObservations ?? 0,
        memoryLimitBytes: memoryLimitBytes(memory, { backend: backend.name, limit, free }),
      };
    });
  const own = (shape.memory ?? []).map((one) => ({ ...one, plans: plan([one.limit]) }));
  return plan([]).map((whole, at) => ({
    ...whole,
    uses: own.flatMap(({ use, limit: text, plans }) => {
      const made = plans[at];
      if (!made || whole.backend === "cpu") return [];
      const { budgetBytes, resident, panels, summary } = made;
      return [{ use, limit: text, budgetBytes, resident, panels, summary }];
    }),
  }));
}

const placesOf = ({ rows, stored }: PnlMatrix) =>
  stored ? { matrix: stored.matrix, index: stored.index } : rows;

function rowsFor(matrix: PnlMatrix): SessionOptions["rows"] {
  const { block, observations, strategies } = matrix;
  return block ? { cells: block.cells, stride: block.stride, observations, strategies } : placesOf(matrix);
}

/** A session on the best backend that can hold the matrix; the next one takes over where a device fails. */
async function openOnBest(
  matrix: PnlMatrix,
  session: OpenSessionOptions,
  options: EngineOptions,
  backends: Backends,
  accounts: SessionAccounts,
): Promise<EngineSession> {
  const cells = session.cellsOfWhole ?? matrix.observations * matrix.strategies;
  const usable = await backends.forWork(cells, session.work ?? "passes");
  const openOn = (backend: BackendDescription): Promise<EngineSession> =>
    openEngineSession(
      loadAddon(),
      backend.name,
      {
        backend: backend.handle,
        device: backends.deviceOf(backend),
        threads: session.threads ?? options.threads,
        memoryLimitBytes: memoryLimitBytes(session.memory ?? [], {
          backend: backend.name,
          limit: options.memoryLimitBytes,
          free: backend.devices[Math.max(0, backends.deviceOf(backend))]?.memoryFreeBytes ?? 0,
        }),
        rows: rowsFor(matrix),
        ...(session.correlationSource ? { correlationRows: placesOf(session.correlationSource) } : {}),
      },
      matrix,
      accounts,
      session.memory,
    );
  for (const [index, backend] of usable.entries()) {
    const rest = usable.slice(index + 1);
    try {
      const opened = await openOn(backend);
      backends.worked(backend);
      const [next] = rest;
      return next
        ? fallbackSession(opened, (problem) =>
            backends.passesOn(backend, problem) ? openOn(next) : undefined,
          )
        : opened;
    } catch (error) {
      const problem = nativeProblem(error);
      if (rest.length === 0 || !backends.passesOn(backend, problem)) throw problem;
    }
  }
  throw new Error("chooseBackend promised at least one usable backend");
}

/** P&L, standardised, summed and unit cells (SearchMatrix of the CUDA backend), and as much as one of them to spare. */
const bytesOfSearchedCell = 36;

/** Libraries of backends other than the processor's; none where nothing is built. */
function devices(): readonly BackendLibrary[] {
  try {
    return backendLibraries().filter(({ name }) => name !== "cpu");
  } catch {
    return [];
  }
}

const pathOf = (device: string): string | undefined => devices().find(({ name }) => name === device)?.path;

/** Problems of a device after which the CPU backend takes over. */
const fallbackCodes = new Set(["device-lost", "out-of-device-memory", "internal"]);

/** The backends of this process: which can be used, and which have failed since. */
class Backends {
  readonly #options: EngineOptions;
  #choice: Promise<BackendChoice> | undefined;
  #cpuAlone: Promise<BackendChoice> | undefined;
  readonly #failures = new Map<string, string>();
  readonly #proven = new Set<string>();
  /** Whether an earlier process left word of a device that works, once that was asked: who loads the library takes it away. */
  #wasProven: boolean | undefined;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** Whether a device has worked here, in this process or an earlier one, so that its start is short or paid for. */
  get isWarm(): boolean {
    const { trials } = this.#options;
    this.#wasProven ??= trials !== undefined && devices().some(({ path }) => trials.isKept(path));
    return this.#wasProven || this.#proven.size > 0;
  }

  prepare(cells: number, work: SessionWork = "passes"): void {
    const { backend, threads } = this.#options;
    const chosenByHand = backend !== "auto";
    if (backend === "cpu" || bestOnCpu(chosenByHand, cells, work, threads)) return;
    if (chosenByHand || this.isWarm) void this.#choose().catch(() => undefined);
  }

  /** A session was opened on it. */
  worked({ name }: BackendDescription): void {
    if (name === "cpu" || this.#proven.has(name)) return;
    this.#proven.add(name);
    const path = pathOf(name);
    if (path) this.#options.trials?.put(path);
  }

  /** Those that can be used and have not failed, best first. */
  async working(): Promise<BackendDescription[]> {
    return (await this.#choose()).usable.filter((backend) => !this.#failures.has(backend.name));
  }

  /** Those for a session over so many cells, best first. */
  async forWork(cells: number, work: SessionWork): Promise<readonly BackendDescription[]> {
    const { backend, threads } = this.#options;
    const chosenByHand = backend !== "auto";
    if (bestOnCpu(chosenByHand, cells, work, threads, this.isWarm)) return (await this.#cpu()).usable;
    const working = await this.working();
    if (chosenByHand || typeof work === "string") return working;
    const isFaster = (one: BackendDescription) =>
      this.#holds(one, cells) && sideTimes(work, threads, this.deviceIn(one), this.isWarm).isDevice;
    return working.filter((one) => one.name === "cpu" || isFaster(one));
  }

  deviceOf(backend: BackendDescription): number {
    return backend.name === "cpu" ? -1 : this.#options.device;
  }

  /** What there is to say of that device; undefined for the CPU. */
  deviceIn(backend: BackendDescription): DeviceDescription | undefined {
    return backend.name === "cpu" ? undefined : backend.devices[Math.max(0, this.deviceOf(backend))];
  }

  /** Whether a table stays on the device with what searches want of it: one that is streamed has its islands on the host. */
  #holds(backend: BackendDescription, cells: number): boolean {
    const free = this.deviceIn(backend)?.memoryFreeBytes ?? 0;
    return cells * bytesOfSearchedCell < Math.min(free, this.#options.memoryLimitBytes || free);
  }

  /** Whether another backend is to take over what failed on this one with `problem`. */
  passesOn(backend: BackendDescription, { report }: Problem): boolean {
    if (!fallbackCodes.has(report.code)) return false;
    // Memory may be free again next time; a lost device is not tried again in this process.
    if (report.code !== "out-of-device-memory") {
      this.#failures.set(backend.name, report.message);
      const path = pathOf(backend.name);
      if (path) this.#options.trials?.take(path);
    }
    return true;
  }

  async report(): Promise<BackendReport[]> {
    const { reports } = await this.#choose();
    const current = (await this.working())[0]?.name;
    return reports.map((report) => ({
      ...report,
      used: report.name === current,
      reason: this.#failures.get(report.name) ?? report.reason,
    }));
  }

  #choose(): Promise<BackendChoice> {
    const { backend, prober, trials } = this.#options;
    const tried: Prober = async (library) => {
      if (!trials?.take(library)) return prober(library);
      this.#wasProven = true;
      return { works: true, seconds: 0 };
    };
    this.#choice ??= chooseBackend(backendLibraries(), backend, loadAddon(), tried);
    return this.#choice;
  }

  /**
   * The CPU without a look at the others: a probe and a device's first use take a second that the CPU's work need not wait for.
   */
  #cpu(): Promise<BackendChoice> {
    const libraries = backendLibraries().filter((library) => library.name === "cpu");
    this.#cpuAlone ??= chooseBackend(libraries, "auto", loadAddon(), this.#options.prober);
    return this.#cpuAlone;
  }
}
