import { existsSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.mjs";

/** Header, TypeScript view and addon must say the same: one check, one count. */
export async function addonViewCheck(root) {
  const script = join(root, "build", "check-addon-view.mjs");
  if (!existsSync(script)) return { passed: 0, failed: 0, skipped: ["addon view: no check there"] };
  const { status } = await run(process.execPath, [script], { cwd: root });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: [] };
}
