import { Problem } from "../../contract/problem.ts";
import type { BackendDescription, TesseraAddon } from "./addon.ts";
import type { BackendLibrary } from "./backend-libraries.ts";
import type { BackendReport } from "./engine.ts";
import { nativeProblem } from "./native-problem.ts";
import type { Prober } from "./probe-answer.ts";

export interface BackendChoice {
  /** Usable backends, best first; the CPU is always the last. */
  readonly usable: readonly BackendDescription[];
  readonly reports: readonly BackendReport[];
}

interface Looked {
  readonly library: BackendLibrary;
  readonly backend?: BackendDescription;
  /** Why it cannot be used; absent when it can. */
  readonly refused?: string;
}

async function look(library: BackendLibrary, addon: TesseraAddon, prober: Prober): Promise<Looked> {
  try {
    if (library.name !== "cpu") {
      const answer = await prober(library.path);
      if (!answer.works) return { library, refused: answer.reason };
    }
    const backend = addon.loadBackend(library.path);
    return backend.score > 0
      ? { library, backend }
      : { library, backend, refused: backend.reason || "it cannot run on this machine" };
  } catch (error) {
    return { library, refused: nativeProblem(error).message };
  }
}

function whyUsed(wanted: string, name: string, seen: readonly Looked[]): string {
  if (wanted === name) return "chosen by the setting engine.backend";
  if (wanted !== "auto") return `engine.backend asks for ${wanted}, which cannot be used here`;
  return seen.some((one) => one.library.name !== "cpu")
    ? "the best backend that works here"
    : "the only backend built";
}

/**
 * Looks at every backend library, GPU backends through a probe in another process, and says which is used and why
 * the others are not. `wanted` is "auto" or a backend name; a wanted backend that cannot run falls back to the CPU
 * with a reason.
 */
export async function chooseBackend(
  libraries: readonly BackendLibrary[],
  wanted: string,
  addon: TesseraAddon,
  prober: Prober,
): Promise<BackendChoice> {
  const seen: Looked[] = [];
  for (const library of libraries) {
    const passedOver = wanted !== "auto" && library.name !== wanted && library.name !== "cpu";
    seen.push(
      passedOver
        ? { library, refused: `engine.backend asks for ${wanted}` }
        : await look(library, addon, prober),
    );
  }
  const usable = seen
    .filter((one) => !one.refused)
    .flatMap((one) => (one.backend ? [one.backend] : []))
    .sort((a, b) => Number(b.name === wanted) - Number(a.name === wanted) || b.score - a.score);
  const chosen = usable[0];
  if (!chosen) {
    throw new Problem("unsupported", "No compute backend can run on this machine.", {
      remedy:
        seen.map((one) => `${one.library.name}: ${one.refused ?? ""}`).join("; ") || "Run `npm run build`.",
    });
  }
  const reports = seen.map((one): BackendReport => {
    const used = one.backend === chosen;
    return {
      name: one.library.name,
      used,
      reason: used
        ? whyUsed(wanted, one.library.name, seen)
        : (one.refused ?? `works, but ${chosen.name} is used (${whyUsed(wanted, chosen.name, seen)})`),
      version: one.backend?.version ?? null,
      devices: one.backend?.devices ?? [],
    };
  });
  return { usable, reports };
}
