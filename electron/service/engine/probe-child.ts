/** The probing process: argv[2] is the backend library; prints nothing, exits 0 or writes the reason. */

import { newControl, type TesseraAddon } from "./addon/addon.ts";
import type { NativeObjective } from "./addon/figures.ts";
import { loadAddon } from "./load-addon.ts";
import { nativeIds, termCount } from "./native-ids.ts";

const legacyRoi: NativeObjective = {
  metric: nativeIds.objective.roi,
  penalty: nativeIds.penalty.none,
  peakFromZero: false,
  penaltyWeight: 0,
  drawdownThreshold: 0,
  drawdownFloor: 0,
  annualisation: 252,
  hybridShare: 0,
  weights: new Float64Array(termCount),
};

const library = process.argv[2];
try {
  if (!library) throw new Error("no backend library was named");
  await selfCheck(loadAddon(), library);
  process.exit(0);
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exit(3);
}

/**
 * Loads a backend and lets it score three portfolios of known profit on its device. Throws when the backend cannot run
 * or is wrong.
 */
async function selfCheck(addon: TesseraAddon, libraryPath: string): Promise<void> {
  const backend = await addon.loadBackend(libraryPath);
  if (backend.score <= 0) throw new Error(backend.reason || `${backend.name} cannot run here`);
  const rows = [Float64Array.of(1, 2, 3), Float64Array.of(-4, 5, 0.5)];
  const session = await addon.openSession(
    { backend: backend.handle, device: -1, threads: 1, memoryLimitBytes: 0, rows },
    newControl(),
  );
  try {
    const members = Uint32Array.of(0, 1, 0, 2, 1, 2);
    const { fitness } = await addon.scorePortfolios(session, members, 2, legacyRoi, newControl());
    const expected = [2, 0.25, 5.25];
    if (expected.some((value, index) => fitness[index] !== value)) {
      throw new Error(`${backend.name} computed ${fitness.join(", ")} instead of ${expected.join(", ")}`);
    }
  } finally {
    addon.closeSession(session);
  }
}
