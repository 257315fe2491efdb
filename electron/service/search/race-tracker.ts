import type { SearchAlgorithm } from "../../contract/search-algorithm.ts";
import type { SearchOutcome } from "../../contract/search-outcome.ts";
import type { SearchRace } from "../../contract/search-race.ts";
import type { CallContext } from "../call-context.ts";
import { liveBuffer, liveView } from "./live-view.ts";
import type { LuckSoFar } from "./luck/luck-so-far.ts";
import { pickBest } from "./pick-best.ts";
import type { PlannedRun } from "./plan-runs.ts";
import { raceLane } from "./race-lane.ts";

const pollMilliseconds = 100;

interface Lane {
  readonly algorithm: SearchAlgorithm;
  readonly live: Float64Array;
  running: boolean;
}

interface Plan {
  /** Runs in the whole plan. */
  readonly runs: number;
  /** Budget of each. */
  readonly evaluations: number;
  /** What ran before, when an earlier search is gone on with. */
  readonly finished: readonly SearchOutcome[];
  /** Left out where luck is of no interest. */
  readonly luck?: LuckSoFar | undefined;
}

/** Reports the race of the algorithms while a plan runs. */
export class RaceTracker {
  readonly #call: CallContext;
  readonly #plan: Plan;
  readonly #outcomes: SearchOutcome[];
  readonly #beganAt: number;
  readonly #began = performance.now();
  #lanes: Lane[] = [];
  #size = 0;

  constructor(call: CallContext, plan: Plan) {
    this.#call = call;
    this.#plan = plan;
    this.#outcomes = [...plan.finished];
    this.#beganAt = plan.finished.length;
  }

  /** Runs `work` with a buffer that it hands to native, polling it the while. */
  async follow(
    run: PlannedRun,
    work: (live: Float64Array) => Promise<SearchOutcome>,
  ): Promise<SearchOutcome> {
    if (run.size !== this.#size) this.#lanes = [];
    this.#size = run.size;
    const lane: Lane = { algorithm: run.algorithm, live: liveBuffer(run.size), running: true };
    this.#lanes.push(lane);
    const timer = setInterval(() => this.#report(lane), pollMilliseconds);
    try {
      const outcome = await work(lane.live);
      this.#outcomes.push(outcome);
      return outcome;
    } finally {
      clearInterval(timer);
      lane.running = false;
      this.#report(lane);
    }
  }

  #report(lane: Lane): void {
    const { runs, evaluations } = this.#plan;
    const live = liveView(lane.live);
    const part = lane.running ? Math.min(1, live.spent / evaluations) : 0;
    const done = Math.min(runs, this.#outcomes.length + part);
    const elapsed = (performance.now() - this.#began) / 1000;
    const share = (done - this.#beganAt) / runs;
    const best = this.#best(lane.running ? live : undefined);
    const trials = this.#outcomes.reduce(
      (sum, one) => sum + one.evaluations + one.screened,
      lane.running ? live.evaluations + live.screened : 0,
    );
    const race: SearchRace = {
      size: this.#size,
      best: best?.fitness ?? null,
      secondsLeft: share > 0 ? (elapsed * (1 - done / runs)) / share : null,
      lanes: this.#lanes.map((one) => raceLane(one.algorithm, one.running, liveView(one.live), evaluations)),
      ...(best && this.#plan.luck ? { luck: this.#plan.luck.assess(best.members, trials) } : {}),
    };
    this.#call.progress({
      stage: `Searching portfolios of ${this.#size} with ${lane.algorithm.toUpperCase()}`,
      fraction: Math.min(1, done / runs),
      ...(best ? { detail: describeRace(race, lane) } : {}),
      live: race,
    });
  }

  /** The best of the finished runs and of the running one. */
  #best(running?: ReturnType<typeof liveView>) {
    const finished = this.#outcomes.length > 0 ? pickBest(this.#outcomes) : undefined;
    if (running?.members && !(finished && finished.fitness >= running.best)) {
      return { fitness: running.best, members: running.members };
    }
    return finished && { fitness: finished.fitness, members: finished.columns };
  }
}

function describeRace(race: SearchRace, { algorithm }: Lane): string {
  const rate = race.lanes.find((one) => one.algorithm === algorithm)?.evaluationsPerSecond ?? 0;
  return [
    `best ${race.best?.toPrecision(6)}`,
    ...(rate > 0 ? [`${(rate / 1e6).toPrecision(3)} M evaluations/s`] : []),
  ].join(", ");
}
