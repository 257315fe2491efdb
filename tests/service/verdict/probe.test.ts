import { expect, it } from "vitest";
import { searchRequest } from "../../../electron/contract/search.ts";
import type { AnalysisView } from "../../../electron/service/analysis/view/analysis-view.ts";
import { openView } from "../../../electron/service/analysis/view/with-view.ts";
import type { SessionWork } from "../../../electron/service/engine/choose-backend.ts";
import { createEngine, type Engine } from "../../../electron/service/engine/engine.ts";
import type { EngineSession } from "../../../electron/service/engine/session.ts";
import { executeSearch } from "../../../electron/service/search/execute.ts";
import { loadSettings } from "../../../electron/service/settings/live-settings.ts";
import { probeEvaluations } from "../../../electron/service/verdict/selection.ts";
import { searchView } from "../search/support/search-view.ts";
import { normalTable } from "./tables.ts";

type Asked = Parameters<EngineSession["search"]>[0];

type Choice = Parameters<EngineSession["judgements"]["choose"]>[1];

/** What is asked of a session. */
interface Opened {
  readonly rows: number;
  readonly correlationRows: number | undefined;
  readonly work: SessionWork | undefined;
  readonly runs: Asked[];
}

/** What is chosen from a judgement. */
interface Judged {
  readonly choices: Choice[];
}

/** What is asked of every session that is opened on the engine, and of every judgement. */
function recording(engine: Engine) {
  const sessions: Opened[] = [];
  const judged: Judged[] = [];
  const open: Engine["open"] = async (matrix, options) => {
    const session = await engine.open(matrix, options);
    const runs: Asked[] = [];
    const correlationRows = options?.correlationSource?.observations;
    sessions.push({ rows: matrix.observations, correlationRows, work: options?.work, runs });
    const search: EngineSession["search"] = (request, call) => {
      runs.push(request);
      // What is asked is the subject, and not what comes of it.
      const maxEvaluations = Math.min(request.maxEvaluations, 2_000);
      return session.search({ ...request, maxEvaluations }, call);
    };
    const byHandle = new Map<unknown, Choice[]>();
    const judgements: EngineSession["judgements"] = {
      ...session.judgements,
      async judge(request, call) {
        const judgement = await session.judgements.judge(request, call);
        const choices: Choice[] = [];
        byHandle.set(judgement.handle, choices);
        judged.push({ choices });
        return judgement;
      },
      choose(handle, request, call) {
        byHandle.get(handle)?.push(request);
        return session.judgements.choose(handle, request, call);
      },
    };
    return { ...session, search, judgements };
  };
  return { engine: { ...engine, open }, sessions, judged };
}

/** What may not differ between a run of the plan and that of a probe: all but budget, threads and what it starts from. */
function plain({ live: _, threads: __, maxEvaluations: ___, stagnation: ____, start, ...run }: Asked) {
  return { ...run, isWarm: start !== undefined };
}

const threads = 2;
const table = normalTable(40, 60, 5);
const names = Array.from({ length: 60 }, (_, i) => `${i % 2 ? "NIFTY" : "BANKNIFTY"} ${900 + i}-${1400 + i}`);
const view = searchView(
  names,
  table.rows.map((row) => ({ cells: Array.from(row) })),
);
/** Rows that are sums of three zones each, which correlations are taken from. */
const zones = { ...view, correlationSource: normalTable(120, 60, 6) };

const plan = {
  profile: "textbook",
  objective: "ratio",
  algorithms: ["ga", "sa", "hc"],
  minSize: 4,
  maxSize: 6,
  warmStart: true,
  // Of which a probe has a twentieth, a little more than the least.
  evaluations: 1_100_000,
  seed: 11,
  stagnation: 40,
  parameters: { ga: { population: 40 } },
  constraints: {
    maxPairCorrelation: 0.9,
    maxDrawdown: 1e9,
    exclude: [names[3]],
    include: [names[7]],
    groupings: [{ by: "underlying", groups: { NIFTY: { max: 3 } } }],
  },
  verdict: { twins: 1 },
};

/** What the search of a view asks of the engine. */
async function asked(of: AnalysisView, more: object) {
  const cpu = createEngine({
    backend: "cpu",
    device: -1,
    threads,
    memoryLimitBytes: 0,
    prober: () => Promise.reject(new Error("the processor needs no probe")),
  });
  const { engine, sessions, judged } = recording(cpu);
  const session = await openView(engine, of, { work: "small-batches" });
  const request = searchRequest.parse({ dataset: "table", ...plan, ...more });
  const settings = loadSettings({ overrides: [`general.threads=${threads}`] });
  await executeSearch(
    request,
    { context: { engine, settings, version: "test" }, view: of, session },
    { signal: new AbortController().signal, progress: () => undefined },
  );
  session.close();
  return { sessions, judged };
}

it.each([
  ["rows", view],
  ["weighted zones", zones],
])(
  "a probe runs what the plan runs on %s: algorithms, sizes, exchange, limits, groups, at its budget",
  async (_, of) => {
    const { sessions } = await asked(of, {});
    const asking = sessions.filter(({ runs }) => runs.length > 0);
    // What sizes carry over to one another depends on what they found.
    const isSearch = ({ descent }: Asked) => descent !== true;
    const [own, ...others] = asking.map((one) => ({ ...one, runs: one.runs.filter(isSearch) }));
    const runs = own?.runs ?? [];
    // Another way to choose may take part in the race, with an objective of its own.
    const like = (one: Opened) => one.runs[0]?.objective.metric === runs[0]?.objective.metric;
    const probes = others.filter(like);
    expect(runs.length).toBe(9);
    // On the table, one twin of each kind, five steps of the walk, ten folds of what to expect.
    expect(probes.length).toBe(1 + 2 + 5 + 10);
    // Which no GPU is set up for, unless it was chosen by hand.
    for (const { work } of sessions) expect(work).toBe("small-batches");
    const exchanges = asking.filter((one) => !one.runs.every(isSearch) && like(one));
    expect(exchanges.length).toBe(1 + probes.length);
    for (const probe of probes) {
      expect(probe.runs.map(({ size, algorithm }) => `${algorithm} ${size}`).sort()).toEqual(
        runs.map(({ size, algorithm }) => `${algorithm} ${size}`).sort(),
      );
      // Correlations of a sample are those of the zones' rows, three for each of its own.
      expect(probe.correlationRows).toBe(of.correlationSource ? 3 * probe.rows : undefined);
      for (const run of probe.runs) {
        const same = runs.find((one) => one.size === run.size && one.algorithm === run.algorithm) as Asked;
        expect(run.maxEvaluations).toBe(probeEvaluations(plan.evaluations));
        expect(plain(run)).toEqual(plain(same));
        expect(run.stagnation).toBe(0);
      }
    }
  },
  60_000,
);

it("twins, steps and folds of the believable choice are judged and chosen as the search is", async () => {
  const { judged } = await asked(zones, { objective: "believable", evaluations: 20_000 });
  const [own, ...others] = judged.filter(({ choices }) => choices.length > 0);
  const sizes = (one: Judged | undefined) => [...new Set(one?.choices.map(({ size }) => size))].sort();
  expect(sizes(own)).toEqual([4, 5, 6]);
  const limits = ({ size: _, slack: __, start: ___, enumerated: ____, threads: _____, ...rest }: Choice) =>
    rest;
  // The same as above, but that the table itself is judged once.
  const probes = others.filter((one) => sizes(one).length === 3);
  expect(probes.length).toBe(2 + 5 + 10);
  for (const probe of probes) {
    for (const choice of probe.choices) {
      const like = own?.choices.find(({ size }) => size === choice.size) as Choice;
      expect(limits(choice)).toEqual(limits(like));
    }
  }
}, 60_000);

it("the budget of a probe is a twentieth, from 50,000 to 200,000", () => {
  expect([100_000, 1_000_000, 2_000_000, 4_000_000, 30_000_000].map(probeEvaluations)).toEqual([
    50_000, 50_000, 100_000, 200_000, 200_000,
  ]);
});
