import { join } from "node:path";
import { run } from "./run.mjs";

/** C++ tests, of this machine under the sanitizers. A build that fails is one failure. */
export async function nativeTests(root, ...options) {
  const asked = options.length > 0 ? options : ["--tests"];
  const { status, output } = await run(process.execPath, [join(root, "build", "native.mjs"), ...asked]);
  const counts = /^(\d+) passed, (\d+) failed$/m.exec(output);
  const passed = Number(counts?.[1] ?? 0);
  const failed = Number(counts?.[2] ?? 0);
  return { passed, failed: failed === 0 && status !== 0 ? 1 : failed, skipped: [] };
}
