import type { SearchOutcome } from "../../contract/search-result.ts";
import type { PlannedRun } from "./plan-runs.ts";
import type { InterruptedRun, PlanState } from "./plan-state.ts";

const isRun =
  ({ size, algorithm }: PlannedRun) =>
  (one: PlannedRun): boolean =>
    one.size === size && one.algorithm === algorithm;

/** What a plan has done so far, told to `keep` at every step, one call after the other. */
export class PlanLedger {
  readonly #finished: SearchOutcome[];
  #interrupted: readonly InterruptedRun[];
  readonly #keep: ((state: PlanState) => Promise<void>) | undefined;
  #telling: Promise<void> = Promise.resolve();

  constructor(state: PlanState | undefined, keep?: (state: PlanState) => Promise<void>) {
    this.#finished = [...(state?.finished ?? [])];
    this.#interrupted = state?.interrupted ?? [];
    this.#keep = keep;
  }

  get finished(): readonly SearchOutcome[] {
    return this.#finished;
  }

  find(run: PlannedRun): SearchOutcome | undefined {
    return this.#finished.find(isRun(run));
  }

  /** Native state to go on from, if the run was interrupted. */
  stateOf(run: PlannedRun): Uint8Array | undefined {
    return this.#interrupted.find(isRun(run))?.state;
  }

  async finish(outcome: SearchOutcome): Promise<void> {
    this.#finished.push(outcome);
    this.#drop(outcome);
    await this.#tell();
  }

  async interrupt(run: PlannedRun, state: Uint8Array): Promise<void> {
    this.#drop(run);
    this.#interrupted = [...this.#interrupted, { ...run, state }];
    await this.#tell();
  }

  #drop(run: PlannedRun): void {
    const same = isRun(run);
    this.#interrupted = this.#interrupted.filter((one) => !same(one));
  }

  #tell(): Promise<void> {
    const state = { finished: [...this.#finished], interrupted: this.#interrupted };
    this.#telling = this.#telling.then(() => this.#keep?.(state));
    return this.#telling;
  }
}
