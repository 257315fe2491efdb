import { join } from "node:path";
import { run } from "./run.mjs";

/**
 * C++ tests, of this machine under the sanitizers. A build that fails is one failure. `before` of those that passed did so in a
 * run before this one, and what they depend on has not changed; with --force there are none.
 */
export async function nativeTests(root, force, { told, options = ["--tests"] } = {}) {
  const asked = [join(root, "build", "native.mjs"), ...options, ...(force ? ["--force"] : [])];
  const { status, output } = await run(process.execPath, asked, { told });
  const counts = /^(\d+) passed, (\d+) failed$/m.exec(output);
  const passed = Number(counts?.[1] ?? 0);
  const failed = Math.max(Number(counts?.[2] ?? 0), status === 0 ? 0 : 1);
  const named = [...output.matchAll(/^FAILED (\w+)$/gm)].map(([, name]) => name);
  const before = Number(/^native: (\d+) passed before/m.exec(output)?.[1] ?? 0);
  // One that crashed, or did not compile, names no test.
  const failures = Array.from({ length: failed }, (_, at) => named[at] ?? "a program; its output is above");
  return { passed, before, failures, skipped: [] };
}
