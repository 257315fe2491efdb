import { lackingFor } from "../cross/targets.mjs";
import { nativeTests } from "./native-tests.mjs";

const target = "win32-x64";

/** The processor backend for Windows, loaded by its tests under wine: every kernel against golden data and plain sums. */
export async function crossTests(root, force, told) {
  const lacking = lackingFor(target);
  if (lacking) return { passed: 0, failures: [], skipped: [`the backend for Windows: ${lacking}`] };
  return nativeTests(root, force, { told, options: ["--tests=cpu", `--target=${target}`] });
}
