import type { FoundBy } from "../../contract/algorithms.ts";
import { formatFigure } from "../../contract/figures/format.ts";
import type { SearchOutcome, SearchRace } from "../../contract/search-result.ts";
import type { CallContext } from "../context.ts";
import { pickBest } from "./best.ts";
import type { PlannedRun } from "./plan.ts";

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
    // One that has ended makes room for the algorithm's next.
    const stays = (one: Lane): boolean => one.running || one.algorithm !== run.algorithm;
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
    const size = Math.min(...running.map((one) => one.size), ...(running.length > 0 ? [] : [latest]));
    const race: SearchRace = {
      size,
      best: best?.fitness ?? null,
      secondsLeft: share > 0 ? (elapsed * (1 - done / runs)) / share : null,
      lanes: latestOf(this.#lanes).map((one) =>
        raceLane(one.algorithm, one.running, liveView(one.live), evaluations),
      ),
    };
    const names = latestOf(running)
      .map((one) => one.algorithm.toUpperCase())
      .join(", ");
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

/** Of each algorithm the run that began last. */
function latestOf<One extends PlannedRun>(lanes: readonly One[]): One[] {
  return [...new Map(lanes.map((one) => [one.algorithm, one])).values()];
}

function describeRace({ best, lanes }: SearchRace): string {
  const rate = lanes.reduce((sum, lane) => sum + (lane.running ? lane.evaluationsPerSecond : 0), 0);
  return [
    ...(typeof best === "number" ? [`best ${formatFigure(best, 3)}`] : []),
    ...(rate > 0 ? [`${formatFigure(Number(rate.toPrecision(2)))} portfolios a second`] : []),
  ].join(", ");
}

/** Share of a budget that must be spent before a time left is worth showing. */
const tellingShare = 0.02;

/** One algorithm's lane of the race. `budget` is in evaluations. */
function raceLane(
  algorithm: FoundBy,
  running: boolean,
  live: ReturnType<typeof liveView>,
  budget: number,
): SearchRace["lanes"][number] {
  const share = live.spent / budget;
  return {
    algorithm,
    running,
    best: live.best,
    evaluations: live.evaluations,
    screened: live.screened,
    evaluationsPerSecond: live.seconds > 0 ? live.evaluations / live.seconds : 0,
    secondsLeft: running
      ? share >= tellingShare
        ? Math.max(0, live.seconds / share - live.seconds)
        : null
      : 0,
    spread: live.spread,
    curve: live.curve,
  };
}

/** Points of the convergence curve that native keeps; when it is full, every second one goes. */
const curvePoints = 256;

/** Slots before the members: what addon/search.ts says of `live`. */
const headSlots = 9;

/** A buffer for the `live` of a NativeSearchRequest for portfolios of `size`. */
export function liveBuffer(size: number): Float64Array {
  return new Float64Array(headSlots + size + 2 * curvePoints);
}

/** What native would have written for a run that has ended. */
export function fillLive(live: Float64Array, outcome: SearchOutcome): void {
  const { evaluations, fitness, seconds, screened, columns, curve } = outcome;
  live.set([evaluations, fitness, 0, 0, seconds, curve.length / 2, evaluations, screened, 2, ...columns]);
  live.set(curve, live.length - 2 * curvePoints);
}

/** The buffer's content by name, as of now. */
export function liveView(live: Float64Array) {
  const at = (slot: number) => live[slot] ?? 0;
  const curve = live.length - 2 * curvePoints;
  const turn = at(8);
  const members = Array.from(live.subarray(headSlots, curve));
  return {
    spent: at(0),
    best: at(1),
    generation: at(2),
    spread: at(3),
    seconds: at(4),
    evaluations: at(6),
    screened: at(7),
    /** Of the best so far; null before there is one, and while native changes them. */
    members: turn > 0 && turn % 2 === 0 && at(8) === turn ? members : null,
    curve: Array.from(live.subarray(curve, curve + 2 * at(5))),
  };
}
