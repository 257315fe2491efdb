import type { ServiceContext } from "../context.ts";

/** How often is looked; a listing of hundreds of datasets takes milliseconds. */
const everyMs = 3000;

/**
 * Says "datasets-changed" when another program made, replaced, renamed or deleted a dataset, until `signal` is aborted: a window
 * that is open must not show two versions side by side.
 */
export function watchOthers({ datasets, emit }: ServiceContext, signal: AbortSignal): void {
  let known: string | undefined;
  const look = async (): Promise<void> => {
    const { manifests, damaged } = await datasets.list();
    const now = JSON.stringify([
      manifests.map(({ name, version, createdAt }) => [name, version, createdAt]),
      damaged.map(({ name }) => name),
    ]);
    if (known !== undefined && known !== now) emit({ kind: "datasets-changed" });
    known = now;
  };
  // A folder that cannot be read now is looked at again.
  const timer = setInterval(() => void look().catch(() => undefined), everyMs);
  timer.unref();
  signal.addEventListener("abort", () => clearInterval(timer));
  void look().catch(() => undefined);
}
