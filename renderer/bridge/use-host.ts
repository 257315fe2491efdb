import { useContext } from "react";
import type { Host } from "./host.ts";
import { HostContext } from "./host-context.ts";

export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error("useHost outside of HostContext");
  return host;
}
