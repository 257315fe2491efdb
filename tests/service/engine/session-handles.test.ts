import { describe, expect, it } from "vitest";
import { goldenTable } from "../../support/golden-table.ts";
import { legacyObjective } from "../../support/legacy-objective.ts";
import { nativeSession, newControl } from "../../support/native-session.ts";

const { rows } = goldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
const reduction = { bins: 10, topK: 3, threshold: 2, thresholdCapacity: 0, blockSize: 0 };

/** Code and message of what a call throws or rejects with. */
async function refusal(call: () => unknown): Promise<{ code: unknown; message: string }> {
  try {
    await call();
  } catch (error) {
    const { code, message } = error as Error & { code: unknown };
    return { code, message };
  }
  throw new Error("nothing was refused");
}

describe("sessions of the addon", () => {
  it("refuses a backend where a session is wanted, and the reverse", async () => {
    const { addon, backend, handle } = await nativeSession(rows);
    const wrong = backend.handle as unknown as typeof handle;
    const members = Uint32Array.of(0);
    expect(await refusal(() => addon.correlationMatrix(wrong, members, members))).toEqual({
      code: "bad-argument",
      message: "expected the handle of a session",
    });
    const options = { backend: handle as unknown as typeof backend.handle, device: -1, threads: 0 };
    expect(
      await refusal(() => addon.openSession({ ...options, memoryLimitBytes: 0, rows }, newControl())),
    ).toEqual({ code: "bad-argument", message: "expected the handle of a backend" });
    addon.closeSession(handle);
  });

  it("computes on rows in one piece what it computes on each of them", async () => {
    const { addon, backend, handle } = await nativeSession(rows);
    const strategies = rows[0]?.length ?? 0;
    const stride = strategies + 3;
    const cells = new Float64Array(rows.length * stride).fill(Number.NaN);
    for (const [t, row] of rows.entries()) cells.set(row, t * stride);
    const open = (piece: object) => {
      const whole = { cells, stride, observations: rows.length, strategies, ...piece };
      const options = { backend: backend.handle, device: -1, threads: 0, memoryLimitBytes: 0 };
      return addon.openSession({ ...options, rows: whole }, newControl());
    };
    const piece = await open({});
    const [own, others] = await Promise.all(
      [piece, handle].map((one) => addon.correlationReduce(one, reduction, newControl())),
    );
    expect(own).toEqual(others);
    for (const wrong of [
      { observations: rows.length + 1 },
      { strategies: stride + 1 },
      { observations: 0 },
    ]) {
      expect(await refusal(() => open(wrong))).toEqual({
        code: "bad-argument",
        message: "rows must hold strategies in each of its observations, at least one",
      });
    }
    addon.closeSession(piece);
    addon.closeSession(handle);
  });

  it("may be closed twice, and is closed then", async () => {
    const { addon, handle } = await nativeSession(rows);
    addon.closeSession(handle);
    addon.closeSession(handle);
    const members = Uint32Array.of(0);
    const { message } = await refusal(() => addon.correlationMatrix(handle, members, members));
    expect(message).toBe("the session is closed");
  });

  it("finishes what runs when it is closed meanwhile", async () => {
    const { addon, handle } = await nativeSession(rows);
    const running = addon.correlationReduce(handle, reduction, newControl());
    addon.closeSession(handle);
    const { histogram } = await running;
    expect(histogram.reduce((sum, count) => sum + count)).toBe((400 * 399) / 2);
  });

  it("answers cancelled, and counts its work in the control", async () => {
    const { addon, handle } = await nativeSession(rows);
    const control = newControl();
    await addon.correlationReduce(handle, reduction, control);
    const [done, total] = new BigInt64Array(control.buffer, 8, 2);
    expect(total).toBeGreaterThan(0n);
    expect(done).toBe(total);
    const cancelled = newControl();
    cancelled[0] = 1;
    const { code } = await refusal(() => addon.correlationReduce(handle, reduction, cancelled));
    expect(code).toBe("cancelled");
    addon.closeSession(handle);
  });

  it("reads rows over shared memory in place", async () => {
    const shared = rows.map((row) => {
      const copy = new Float64Array(new SharedArrayBuffer(row.byteLength));
      copy.set(row);
      return copy;
    });
    const own = await nativeSession(rows);
    const other = await nativeSession(shared);
    const names = ["roi", "max_drawdown", "sharpe"] as const;
    const settings = { profile: "textbook" } as const;
    expect(await other.metrics(names, settings)).toEqual(await own.metrics(names, settings));
    own.addon.closeSession(own.handle);
    other.addon.closeSession(other.handle);
  });

  it("says what is wrong with its arguments", async () => {
    const { addon, backend, handle } = await nativeSession(rows);
    const objective = legacyObjective(0);
    const cases: [() => unknown, RegExp][] = [
      [
        () => addon.scorePortfolios(handle, Uint32Array.of(1, 2, 3), 2, objective, newControl()),
        /whole portfolios/,
      ],
      [() => addon.scorePortfolios(handle, Uint32Array.of(400), 1, objective, newControl()), /index 400/],
      [
        () => addon.scorePortfolios(handle, Uint32Array.of(1), 0, objective, newControl()),
        /size must be a whole number/,
      ],
      [
        () => addon.correlationReduce(handle, { ...reduction, order: new Uint32Array(400) }, newControl()),
        /strategy twice/,
      ],
      [() => addon.correlationReduce(handle, { ...reduction, bins: 1.5 }, newControl()), /bins must be/],
      [
        () =>
          addon.openSession(
            { backend: backend.handle, device: -1, threads: 0, memoryLimitBytes: 0, rows: [] },
            newControl(),
          ),
        /rows has no rows/,
      ],
      [() => addon.loadBackend("/nowhere/libtessera_backend_none.so"), /cannot be used/],
    ];
    for (const [call, message] of cases) expect((await refusal(call)).message).toMatch(message);
    addon.closeSession(handle);
  });
});
