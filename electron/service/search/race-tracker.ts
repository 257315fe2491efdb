import type { SearchOutcome, SearchRace } from "../../contract/search-result.ts";
import type { CallContext } from "../call-context.ts";
import { liveBuffer, liveView } from "./live-view.ts";
import type { LuckSoFar } from "./luck/luck-so-far.ts";
import { pickBest } from "./pick-best.ts";
import type { PlannedRun } from "./plan-runs.ts";
import { raceLane } from "./race-lane.ts";

const pollMilliseconds = 100;

interface Lane extends PlannedRun {
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
  #lanes: readonly Lane[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(call: CallContext, plan: Plan) {
    this.#call = call;
    this.#plan = plan;
    this.#outcomes = [...plan.finished];
    this.#beganAt = plan.finished.length;
  }

  /** Runs `work` with a buffer that it hands to native, polling it the while. Several may be followed at a time. */
  async follow(
    run: PlannedRun,
    work: (live: Float64Array) => Promise<SearchOutcome>,
  ): Promise<SearchOutcome> {
    const lane: Lane = { ...run, live: liveBuffer(run.size), running: true };
    // A lane of an earlier size that has ended makes room; so does the algorithm's own.
    const stays = (one: Lane): boolean =>
      one.algorithm !== run.algorithm && (one.running || one.size === run.size);
    this.#lanes = [...this.#lanes.filter(stays), lane];
    this.#timer ??= setInterval(() => this.#report(run.size), pollMilliseconds);
    try {
      const outcome = await work(lane.live);
      this.#outcomes.push(outcome);
      return outcome;
    } finally {
      lane.running = false;
      if (!this.#lanes.some((one) => one.running)) {
        clearInterval(this.#timer);
        this.#timer = undefined;
        this.#report(run.size);
      }
    }
  }

  /** `latest`: the size to name when nothing runs any more. */
  #report(latest: number): void {
    const { runs, evaluations } = this.#plan;
    const running = this.#lanes
      .filter((one) => one.running)
      .map((one) => ({ ...one, view: liveView(one.live) }));
    const part = running.reduce((sum, { view }) => sum + Math.min(1, view.spent / evaluations), 0);
    const done = Math.min(runs, this.#outcomes.length + part);
    const elapsed = (performance.now() - this.#began) / 1000;
    const share = (done - this.#beganAt) / runs;
    const views = running.map((one) => one.view);
    const best = this.#best(views);
    const trials = [...this.#outcomes, ...views].reduce(
      (sum, one) => sum + one.evaluations + one.screened,
      0,
    );
    const size = Math.min(...running.map((one) => one.size), ...(running.length > 0 ? [] : [latest]));
    const race: SearchRace = {
      size,
      best: best?.fitness ?? null,
      secondsLeft: share > 0 ? (elapsed * (1 - done / runs)) / share : null,
      lanes: this.#lanes.map((one) => raceLane(one.algorithm, one.running, liveView(one.live), evaluations)),
      ...(best && this.#plan.luck ? { luck: this.#plan.luck.assess(best.members, trials) } : {}),
    };
    const names = running.map((one) => one.algorithm.toUpperCase()).join(", ");
    this.#call.progress({
      stage: `Searching portfolios of ${size}${names ? ` with ${names}` : ""}`,
      fraction: Math.min(1, done / runs),
      ...(best ? { detail: describeRace(race) } : {}),
      live: race,
    });
  }

  /** The best of the finished runs and of the running ones. */
  #best(running: readonly ReturnType<typeof liveView>[]) {
    const finished = this.#outcomes.length > 0 ? pickBest(this.#outcomes) : undefined;
    let best = finished && { fitness: finished.fitness, members: finished.columns };
    for (const { best: fitness, members } of running) {
      if (members && !(best && best.fitness >= fitness)) best = { fitness, members };
    }
    return best;
  }
}

function describeRace({ best, lanes }: SearchRace): string {
  const rate = lanes.reduce((sum, lane) => sum + (lane.running ? lane.evaluationsPerSecond : 0), 0);
  return [
    `best ${best?.toPrecision(6)}`,
    ...(rate > 0 ? [`${(rate / 1e6).toPrecision(3)} M evaluations/s`] : []),
  ].join(", ");
}
