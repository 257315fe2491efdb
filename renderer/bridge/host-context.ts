import { createContext } from "react";
import type { Host } from "./host.ts";

/** The host of this window; provided once by main.tsx. */
export const HostContext = createContext<Host | null>(null);
