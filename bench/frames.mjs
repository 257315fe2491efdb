// What the window costs with 100,000 strategies, step by step:
//   node bench/frames.mjs [--strategies N] [--observations T] [--home FOLDER] [--steps open,table,screens,map,import]
// A map of a million strategies is minutes of work on few processors: --steps open,table,screens leaves it out.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openWindow, tessera } from "./lib/window.mjs";
import { importSteps, mapSteps } from "./lib/window-map.mjs";
import { screenSteps } from "./lib/window-screens.mjs";
import { tableSteps } from "./lib/window-table.mjs";

const { values } = parseArgs({
  options: {
    strategies: { type: "string", default: "100000" },
    observations: { type: "string", default: "82" },
    home: { type: "string" },
    steps: { type: "string", default: "open,table,screens,map,import" },
  },
});
const home = values.home ?? mkdtempSync(join(tmpdir(), "tessera-frames-"));
if (!existsSync(join(home, "datasets", "big"))) {
  const csv = join(home, "big.csv");
  tessera(home, "sample", csv, "--strategies", values.strategies, "--observations", values.observations);
  tessera(home, "import", csv, "--dataset", "big", "--no-luck");
  rmSync(csv);
}

const window = await openWindow(home);
const { page, step } = window;
const openSteps = () =>
  step("opening the window", async () => {
    await page.getByText("big").first().waitFor();
    await page.waitForTimeout(1_000);
  });
const parts = {
  open: openSteps,
  table: () => tableSteps(window),
  screens: () => screenSteps(window),
  map: () => mapSteps(window),
  import: () => importSteps(window, home, values.strategies),
};
try {
  await window.open();
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  for (const part of values.steps.split(",")) await parts[part]();
} finally {
  await window.close();
  if (values.home === undefined) rmSync(home, { recursive: true, force: true });
}
