import type { NativeAlgorithm, NativeSearchParameter } from "./addon.ts";
import { loadAddon } from "./load-addon.ts";

/** The parameters of every search algorithm, as the native module states them. */
export function algorithmParameters(): Record<NativeAlgorithm, NativeSearchParameter[]> {
  const all = loadAddon().searchParameters();
  return Object.fromEntries(Object.entries(all).map(([name, list]) => [name, [...list]])) as Record<
    NativeAlgorithm,
    NativeSearchParameter[]
  >;
}
