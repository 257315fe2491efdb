import { expect, it } from "vitest";
import { searchRequest } from "../../../electron/contract/search.ts";
import { openView } from "../../../electron/service/analysis/view/with-view.ts";
import { createEngine, type Engine } from "../../../electron/service/engine/engine.ts";
import type { EngineSession } from "../../../electron/service/engine/session.ts";
import { executeSearch } from "../../../electron/service/search/execute.ts";
import { loadSettings } from "../../../electron/service/settings/live-settings.ts";
import { probeEvaluations } from "../../../electron/service/verdict/selection.ts";
import { searchView } from "../search/support/search-view.ts";
import { normalTable } from "./tables.ts";

type Asked = Parameters<EngineSession["search"]>[0];

/** What is asked of the search of every session that is opened on the engine, session by session. */
function recording(engine: Engine): {
  readonly engine: Engine;
  readonly sessions: Asked[][];
} {
  const sessions: Asked[][] = [];
  const open: Engine["open"] = async (matrix, options) => {
    const session = await engine.open(matrix, options);
    const asked: Asked[] = [];
    sessions.push(asked);
    const search: EngineSession["search"] = (request, call) => {
      asked.push(request);
      return session.search(request, call);
    };
    return { ...session, search };
  };
  return { engine: { ...engine, open }, sessions };
}

/** What may not differ between a run of the plan and that of a probe: all but budget, threads and what it starts from. */
function plain({ live: _, threads: __, maxEvaluations: ___, stagnation: ____, start, ...run }: Asked) {
  return { ...run, isWarm: start !== undefined };
}

it("a probe runs what the plan runs: algorithms, sizes, warm starts, limits, groups, at its budget", async () => {
  const table = normalTable(40, 60, 5);
  const names = Array.from(
    { length: 60 },
    (_, i) => `${i % 2 ? "NIFTY" : "BANKNIFTY"} ${900 + i}-${1400 + i}`,
  );
  const view = searchView(
    names,
    table.rows.map((row) => ({ cells: Array.from(row) })),
  );
  const { engine, sessions } = recording(
    createEngine({
      backend: "cpu",
      device: -1,
      threads: 2,
      memoryLimitBytes: 0,
      prober: () => Promise.reject(new Error("the processor needs no probe")),
    }),
  );
  const session = await openView(engine, view, "small-batches");
  const request = searchRequest.parse({
    dataset: "table",
    profile: "textbook",
    objective: "ratio",
    algorithms: ["ga", "sa", "hc"],
    minSize: 4,
    maxSize: 6,
    warmStart: true,
    evaluations: 2_000_000,
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
  });
  await executeSearch(
    request,
    {
      context: {
        engine,
        settings: loadSettings({ overrides: ["general.threads=2"] }),
        version: "test",
      },
      view,
      session,
    },
    { signal: new AbortController().signal, progress: () => undefined },
  );
  session.close();
  const [plan = [], ...others] = sessions.filter((asked) => asked.length > 0);
  // Another way to choose may take part in the race, with an objective of its own.
  const probes = others.filter(([run]) => run?.objective.metric === plan[0]?.objective.metric);
  expect(plan.length).toBe(9);
  // On the table, one twin of each kind, five steps of the walk, ten folds of what to expect.
  expect(probes.length).toBe(1 + 2 + 5 + 10);
  for (const probe of probes) {
    expect(probe.map(({ size, algorithm }) => `${algorithm} ${size}`).sort()).toEqual(
      plan.map(({ size, algorithm }) => `${algorithm} ${size}`).sort(),
    );
    for (const run of probe) {
      const own = plan.find((one) => one.size === run.size && one.algorithm === run.algorithm) as Asked;
      expect(run.maxEvaluations).toBe(probeEvaluations(request.evaluations ?? 0));
      expect(plain(run)).toEqual(plain(own));
      expect(run.stagnation).toBe(0);
    }
  }
});

it("the budget of a probe is a twentieth, from 50,000 to 200,000", () => {
  expect([100_000, 1_000_000, 2_000_000, 4_000_000, 30_000_000].map(probeEvaluations)).toEqual([
    50_000, 50_000, 100_000, 200_000, 200_000,
  ]);
});
