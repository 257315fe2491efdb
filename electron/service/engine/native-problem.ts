import { Problem, type ProblemCode } from "../../contract/problem.ts";
import { type NativeStatus, nativeStatus } from "./addon.ts";
import { csvProblem } from "./csv-problem.ts";

const codes: Record<NativeStatus, ProblemCode> = {
  ok: "internal",
  "bad-argument": "bad-request",
  unsupported: "unsupported",
  "out-of-host-memory": "out-of-memory",
  "out-of-device-memory": "out-of-device-memory",
  cancelled: "cancelled",
  "device-lost": "device-lost",
  internal: "internal",
};

const remedies: Partial<Record<NativeStatus, string>> = {
  "out-of-host-memory": "Close other programs, or open fewer strategies or a shorter date range.",
  "out-of-device-memory":
    "Raise engine.memory_limit_gb where it is set, close other GPU programs, or use the CPU backend; `tessera plan` shows what is needed.",
  "device-lost": "The CPU backend goes on. Restart Tessera to try the GPU again.",
};

/** An error thrown or rejected by the addon, as a Problem; a Problem passes unchanged. */
export function nativeProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const fault = csvProblem(error);
  if (fault) return fault;
  const message = error instanceof Error ? error.message : String(error);
  const code = (error as { code?: unknown } | null)?.code;
  const status = nativeStatus.find((name) => name === code);
  if (!status) return new Problem("internal", message);
  const remedy = remedies[status];
  return new Problem(
    codes[status],
    status === "cancelled" ? "Cancelled." : message,
    remedy ? { remedy } : {},
  );
}
