// Seconds from a loaded table to the portfolio: best of a few runs, in one process.
import { unlimited } from "./choices.mjs";
import { kinds } from "./kinds.mjs";
import { truthTable } from "./table.mjs";

const runs = 3;

/** task: kind, seed, observations, size, threads. */
export async function timing(engine, { kind, seed, observations, size, threads }) {
  const matrix = truthTable(kinds[kind], seed).matrix(observations);
  const steps = [];
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    const session = await engine.open(matrix, { threads });
    const opened = performance.now();
    const { handle } = await session.judgements.judge({ seed: BigInt(seed), threads });
    const judged = performance.now();
    await session.judgements.choose(handle, { ...unlimited, size, slack: 0.01, threads });
    const chosen = performance.now();
    session.close();
    steps.push({
      open: (opened - began) / 1000,
      judge: (judged - opened) / 1000,
      choose: (chosen - judged) / 1000,
      total: (chosen - began) / 1000,
    });
  }
  return { best: steps.toSorted((a, b) => a.total - b.total)[0] };
}
