import type { NativeObjective, TesseraAddon } from "./addon.ts";

const legacyRoi: NativeObjective = {
  metric: 1,
  penalty: 2,
  peakFromZero: false,
  penaltyWeight: 0,
  drawdownThreshold: 0,
  drawdownFloor: 0,
  annualisation: 252,
  hybridShare: 0,
  weights: new Float64Array(6),
};

/**
 * Loads a backend and lets it score three portfolios of known profit on its device. Used by the probe and by the
 * engine screen's self-test. Throws when the backend cannot run or is wrong.
 */
export async function selfCheck(addon: TesseraAddon, libraryPath: string): Promise<void> {
  const backend = addon.loadBackend(libraryPath);
  if (backend.score <= 0) throw new Error(backend.reason || `${backend.name} cannot run here`);
  const rows = [Float64Array.of(1, 2, 3), Float64Array.of(-4, 5, 0.5)];
  const session = await addon.openSession(
    { backend: backend.handle, device: -1, threads: 1, memoryLimitBytes: 0, rows },
    new Int32Array(6),
  );
  try {
    const members = Uint32Array.of(0, 1, 0, 2, 1, 2);
    const { fitness } = await addon.scorePortfolios(session, members, 2, legacyRoi, new Int32Array(6));
    const expected = [2, 0.25, 5.25];
    if (expected.some((value, index) => fitness[index] !== value)) {
      throw new Error(`${backend.name} computed ${fitness.join(", ")} instead of ${expected.join(", ")}`);
    }
  } finally {
    addon.closeSession(session);
  }
}
