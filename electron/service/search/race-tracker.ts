import type { SearchAlgorithm } from "../../contract/search-algorithm.ts";
import type { SearchRace } from "../../contract/search-race.ts";
import type { CallContext } from "../call-context.ts";
import { liveBuffer, liveView } from "./live-view.ts";
import type { PlannedRun } from "./plan-runs.ts";

const pollMilliseconds = 100;

interface Lane {
  readonly algorithm: SearchAlgorithm;
  readonly live: Float64Array;
  running: boolean;
}

/** Reports the race of the algorithms while a plan runs. `runs` are counted, `evaluations` is the budget of each. */
export class RaceTracker {
  readonly #call: CallContext;
  readonly #runs: number;
  readonly #evaluations: number;
  #finished: number;
  #lanes: Lane[] = [];
  #size = 0;
  #best: number | null = null;
  #began = performance.now();
  #beganAt: number;

  constructor(call: CallContext, runs: number, evaluations: number, finished = 0) {
    this.#call = call;
    this.#runs = runs;
    this.#evaluations = evaluations;
    this.#finished = finished;
    this.#beganAt = finished;
  }

  /** Runs `work` with a buffer that it hands to native, polling it the while. */
  async follow<Result>(run: PlannedRun, work: (live: Float64Array) => Promise<Result>): Promise<Result> {
    if (run.size !== this.#size) this.#lanes = [];
    this.#size = run.size;
    const lane: Lane = { algorithm: run.algorithm, live: liveBuffer(), running: true };
    this.#lanes.push(lane);
    const timer = setInterval(() => this.#report(lane), pollMilliseconds);
    try {
      return await work(lane.live);
    } finally {
      clearInterval(timer);
      lane.running = false;
      this.#finished += 1;
      const { best } = liveView(lane.live);
      if (this.#best === null || best > this.#best) this.#best = best;
      this.#report(lane);
    }
  }

  #report(lane: Lane): void {
    const { spent } = liveView(lane.live);
    const part = lane.running ? Math.min(1, spent / this.#evaluations) : 0;
    const done = Math.min(this.#runs, this.#finished + part);
    const elapsed = (performance.now() - this.#began) / 1000;
    const share = (done - this.#beganAt) / this.#runs;
    const left = share > 0 ? (elapsed * (1 - done / this.#runs)) / share : null;
    const race: SearchRace = {
      size: this.#size,
      best: this.#best,
      secondsLeft: left,
      lanes: this.#lanes.map(({ algorithm, live, running }) => {
        const view = liveView(live);
        return {
          algorithm,
          running,
          best: view.best,
          evaluations: view.spent,
          evaluationsPerSecond: view.seconds > 0 ? view.spent / view.seconds : 0,
          spread: view.spread,
          curve: view.curve,
        };
      }),
    };
    this.#call.progress({
      stage: `Searching portfolios of ${this.#size} with ${lane.algorithm.toUpperCase()}`,
      fraction: Math.min(1, done / this.#runs),
      ...(this.#best === null ? {} : { detail: `best ${this.#best.toPrecision(6)}` }),
      live: race,
    });
  }
}
