import { useCallback, useSyncExternalStore } from "react";
import { Sparkline } from "../../ui/Sparkline.tsx";
import type { CurveCache } from "./curve-cache.ts";

/** A strategy's equity in a table cell, once it has come. */
export function CurveCell({ name, cache }: { name: string; cache: CurveCache }) {
  const subscribe = useCallback((listener: () => void) => cache.want(name, listener), [cache, name]);
  const curve = useSyncExternalStore(subscribe, () => cache.get(name));
  return <Sparkline values={curve} width={104} height={20} />;
}
