import { Problem, type ProblemCode } from "../../contract/problem.ts";
import { type NativeStatus, nativeStatus } from "./addon/addon.ts";
import { type CsvFault, csvFaults } from "./addon/csv.ts";

const codes: Record<NativeStatus, ProblemCode> = {
  ok: "internal",
  "bad-argument": "bad-request",
  unsupported: "unsupported",
  "out-of-host-memory": "out-of-memory",
  "out-of-device-memory": "out-of-device-memory",
  cancelled: "cancelled",
  "device-lost": "device-lost",
  internal: "internal",
  "disk-full": "disk-full",
};

const remedies: Partial<Record<NativeStatus, string>> = {
  "out-of-host-memory": "Close other programs, or open fewer strategies or a shorter date range.",
  "out-of-device-memory":
    "Raise engine.memory_limit_gb where it is set, close other GPU programs, or use the CPU backend; `tessera plan` shows what is needed.",
  "disk-full":
    "Free space on this disk, choose a data folder on a larger one (--home), or use a machine with more memory.",
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

const problems: Record<CsvFault, { code: ProblemCode; remedy: string }> = {
  "not-found": { code: "not-found", remedy: "Check the name, and that the drive is connected." },
  "not-a-file": { code: "bad-input", remedy: "Name a CSV file." },
  "no-permission": {
    code: "unreadable",
    remedy: "Give your user the right to read it, or copy it elsewhere.",
  },
  empty: { code: "bad-input", remedy: "The file needs a line of column names and at least one row." },
  "header-too-long": {
    code: "bad-input",
    remedy: "Check that it is a CSV file; where the line is right, raise the setting import.first_record_mb.",
  },
  "too-many-columns": {
    code: "bad-input",
    remedy: "Check the delimiter (--delimiter), and that it is a CSV file and not a binary one.",
  },
  "unterminated-quote": { code: "bad-input", remedy: 'Close the quoted cell with " on the line named here.' },
  changed: {
    code: "unreadable",
    remedy: "Wait until the other program has finished writing, and try again.",
  },
  io: { code: "unreadable", remedy: "Copy the file to another drive and try again." },
};

/** A rejection of csvOpen or csvReadRows that blames the file, as a Problem; undefined for any other error. */
export function csvProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { reason, file, line } = error as Error & { reason?: unknown; file?: unknown; line?: unknown };
  const fault = csvFaults.find((name) => name === reason);
  if (!fault) return undefined;
  const { code, remedy } = problems[fault];
  return new Problem(code, error.message, {
    remedy,
    ...(typeof file === "string" ? { file } : {}),
    ...(typeof line === "number" ? { line } : {}),
  });
}
