import type { ResultOf } from "../../contract/method.ts";
import type { engineSelfTest } from "../../contract/methods/engine.ts";
import type { SessionAccounts } from "./accounts.ts";
import { newControl, type TesseraAddon } from "./addon/addon.ts";
import type { BackendDescription } from "./addon/backend.ts";
import { nativeIds } from "./native-ids.ts";
import { nativeProblem } from "./native-problem.ts";
import { type PublishedFigure, publishedFigures } from "./published-figures.ts";

type Outcome = ResultOf<typeof engineSelfTest>["backends"][number];
type Check = Outcome["checks"][number];

/** Strategies beside the one under test, so that the figures come from ordinary launches. */
const copies = 97;

/** Pearson's of 1..5 and 2, 1, 4, 3, 5: covariance 8 over variances of 10. */
const pair = { x: [1, 2, 3, 4, 5], y: [2, 1, 4, 3, 5], rho: 0.8 };

/** Compares a backend with figures that it did not make. Never throws: an error is a check that did not pass. */
export async function selfTestBackend(
  addon: TesseraAddon,
  backend: BackendDescription,
  accounts: SessionAccounts,
): Promise<Outcome> {
  const place = { addon, backend, accounts };
  const began = performance.now();
  const checks: Check[] = [];
  for (const figure of publishedFigures) {
    const { metric, profile, source, expected, tolerance } = figure;
    checks.push(
      await check({ name: `${metric} (${profile})`, source, expected, tolerance }, () =>
        metricOf(place, figure),
      ),
    );
  }
  checks.push(
    await check(
      { name: "correlation", source: "by hand: 8 / 10", expected: pair.rho, tolerance: 1e-12 },
      () => correlationOf(place),
    ),
  );
  return {
    name: backend.name,
    passed: checks.every((one) => one.passed),
    seconds: (performance.now() - began) / 1000,
    checks,
  };
}

async function check(
  what: Pick<Check, "name" | "source" | "expected" | "tolerance">,
  compute: () => Promise<number>,
): Promise<Check> {
  try {
    const computed = await compute();
    const scale = Math.max(1, Math.abs(what.expected));
    const passed = Math.abs(computed - what.expected) <= what.tolerance * scale;
    return { ...what, computed: Number.isFinite(computed) ? computed : null, passed };
  } catch (error) {
    return { ...what, computed: null, passed: false, problem: nativeProblem(error).message };
  }
}

interface Place {
  readonly addon: TesseraAddon;
  readonly backend: BackendDescription;
  readonly accounts: SessionAccounts;
}

async function withSession<Result>(
  { addon, backend, accounts }: Place,
  rows: readonly Float64Array[],
  work: (session: Awaited<ReturnType<TesseraAddon["openSession"]>>) => Promise<Result>,
): Promise<Result> {
  const session = await addon.openSession(
    { backend: backend.handle, device: -1, threads: 1, memoryLimitBytes: 0, rows },
    newControl(),
  );
  const settle = accounts.add(backend.name, () => addon.sessionStats(session));
  try {
    return await work(session);
  } finally {
    settle();
    addon.closeSession(session);
  }
}

function metricOf(place: Place, figure: PublishedFigure): Promise<number> {
  const rows = figure.values.map((value) => new Float64Array(copies).fill(value));
  const config = {
    profile: nativeIds.profile[figure.profile],
    annualisation: figure.annualisation,
    riskFree: figure.riskFree ?? 0,
    mar: figure.mar ?? 0,
    capital: figure.capital ?? 0,
  };
  const ids = Uint32Array.of(nativeIds.metric[figure.metric]);
  return withSession(place, rows, async (session) => {
    const values = await place.addon.metrics(session, ids, config, null, newControl());
    // The copies must agree to the bit; the odd one is what the check then sees.
    return values.find((value) => value !== values[0]) ?? values[0] ?? Number.NaN;
  });
}

function correlationOf(place: Place): Promise<number> {
  const rows = pair.x.map((x, t) => Float64Array.of(x, pair.y[t] ?? 0));
  return withSession(place, rows, async (session) => {
    const [rho] = await place.addon.correlationMatrix(session, Uint32Array.of(0), Uint32Array.of(1));
    return rho ?? Number.NaN;
  });
}
