import { describe, expect, it } from "vitest";
import { Problem } from "../../../electron/contract/problem.ts";
import { type EngineSession, fallbackSession } from "../../../electron/service/engine/session.ts";
import { everyOperation } from "../analysis/support/naive-engine.ts";

interface Fake extends EngineSession {
  closed: boolean;
  calls: number;
}

/** A session that answers its own name as a metric, or fails with `problem`. */
function fake(backend: string, answer: number, problem?: Problem): Fake {
  const metrics = () => {
    session.calls++;
    return problem ? Promise.reject(problem) : Promise.resolve(Float64Array.of(answer));
  };
  const unused = () => Promise.reject(new Error("unused"));
  const session: Fake = {
    backend,
    observations: 3,
    strategies: 2,
    memory: [],
    closed: false,
    calls: 0,
    ...everyOperation(unused),
    metrics,
    search: unused,
    judgements: { judge: unused, choose: unused, measure: unused, believe: unused, close() {} },
    close: () => {
      session.closed = true;
    },
  };
  return session;
}

const config = { profile: 0, annualisation: 1, riskFree: 0, mar: 0, capital: 0 };
const lost = new Problem("device-lost", "the GPU stopped working");
const ask = (session: EngineSession) => session.metrics(Uint32Array.of(0), config);

describe("a session whose device fails", () => {
  it("repeats the operation on the next backend and stays there", async () => {
    const [gpu, cpu] = [fake("cuda", 0, lost), fake("cpu", 7)];
    const session = fallbackSession(gpu, async () => cpu);
    expect(session.backend).toBe("cuda");
    expect(await Promise.all([ask(session), ask(session)])).toEqual([Float64Array.of(7), Float64Array.of(7)]);
    expect(session.backend).toBe("cpu");
    await ask(session);
    expect([gpu.calls, cpu.calls]).toEqual([2, 3]);
    session.close();
    expect([gpu.closed, cpu.closed]).toEqual([true, true]);
  });

  it("fails with its own problem where nothing takes over", async () => {
    const session = fallbackSession(fake("cuda", 0, lost), () => undefined);
    await expect(ask(session)).rejects.toBe(lost);
  });

  it("fails with the second problem when the next backend fails as well", async () => {
    const second = new Problem("internal", "no luck");
    const session = fallbackSession(fake("cuda", 0, lost), async () => fake("cpu", 0, second));
    await expect(ask(session)).rejects.toBe(second);
    await expect(ask(session)).rejects.toBe(second);
  });
});
