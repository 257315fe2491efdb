import { expect, test } from "vitest";
import { loadAddon } from "../../../electron/service/engine/load-addon.ts";
import { nativeIds } from "../../../electron/service/engine/native-ids.ts";
import { nativeSession } from "../../support/native-session.ts";
import { cpuEngine, noEngine } from "../analysis/support/analysis-context.ts";

const rows = [Float64Array.of(1, -2, 3), Float64Array.of(4, 5, Number.NaN), Float64Array.of(-6, 7, 8)];

test.skipIf(noEngine)(
  "a column block, a metric table and a correlation block cross Arrow's C interface to the bit",
  async () => {
    const addon = loadAddon();
    const session = await cpuEngine().open({ observations: 3, strategies: 3, rows });
    const config = {
      profile: nativeIds.profile.textbook,
      annualisation: 252,
      riskFree: 0,
      mar: 0,
      capital: 0,
    };
    const metrics = await session.metrics(Uint32Array.of(nativeIds.metric.roi, nativeIds.metric.std), config);
    const all = Uint32Array.of(0, 1, 2);
    const rho = await session.correlationMatrix(all, all);
    session.close();
    const blocks = [
      { names: ["2024-01-01", "2024-01-02", "2024-01-03"], columns: rows },
      { names: ["roi", "std"], columns: [metrics.subarray(0, 3), metrics.subarray(3)] },
      { names: ["a", "b", "ü"], columns: [0, 3, 6].map((at) => rho.subarray(at, at + 3)) },
    ];
    const before = addon.arrowHeld();
    const given = blocks.map(({ names, columns }) => addon.arrowExport(names, columns));
    expect(addon.arrowHeld()).toBe(before + 3);
    const taken = given.map(({ schema, array }) => addon.arrowImport(schema, array));
    expect(taken).toEqual(
      blocks.map(({ names, columns }) => ({ names, columns: columns.map((one) => one.slice()) })),
    );
    expect(addon.arrowHeld()).toBe(before);
  },
);

test.skipIf(noEngine)("a session on the processor holds nothing on a device", async () => {
  const { addon, handle } = await nativeSession(rows);
  const before = addon.arrowHeld();
  await expect(addon.sessionDeviceBlock(handle, ["a", "b", "c"])).rejects.toMatchObject({
    code: "unsupported",
  });
  expect(() => addon.sessionDeviceBlock(handle, ["a"])).toThrow("one for each strategy");
  addon.closeSession(handle);
  expect(addon.arrowHeld()).toBe(before);
});

test.skipIf(noEngine)("what is no block is refused", () => {
  const addon = loadAddon();
  const bad = { code: "bad-argument" };
  const refused = (call: () => unknown) => {
    try {
      call();
    } catch (error) {
      return error;
    }
    return undefined;
  };
  expect(
    refused(() => addon.arrowExport(["a", "b"], [new Float64Array(2), new Float64Array(3)])),
  ).toMatchObject(bad);
  expect(refused(() => addon.arrowExport(["a"], [[1, 2] as unknown as Float64Array]))).toMatchObject(bad);
  expect(refused(() => addon.arrowImport(0n, 0n))).toMatchObject(bad);
  expect(refused(() => addon.arrowImport(1 as unknown as bigint, 2n))).toMatchObject(bad);
});
