import { createContext, useContext } from "react";
import type { PageRequest } from "../../electron/contract/desktop-bridge.ts";
import type { Transport } from "../../electron/contract/transport.ts";

/** The menu, the taskbar and the files of a desktop. */
export interface Native {
  /** Tells the main process something; it does not matter to the window whether it could be shown. */
  tell(name: Exclude<PageRequest, "connect" | "restart" | "reveal">, argument: unknown): void;
  onMenu(listener: (command: string) => void): () => void;
  onOpen(listener: (paths: readonly string[]) => void): () => void;
}

/**
 * What the window's surroundings can do beside the service: the desktop has real paths, a browser has uploads and downloads.
 */
export interface Host {
  readonly kind: "desktop" | "browser";
  readonly transport: Transport;
  /**
   * Paths that the service can read for files that were dropped or chosen. A browser uploads them first and reports 0..1.
   * Rejects with a Problem.
   */
  stage(
    files: readonly File[],
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<string[]>;
  /** The desktop's own surroundings; a browser has none. */
  readonly native?: Native;
  /** Starts the service again after it went down, where this window can. */
  readonly restart?: () => Promise<void>;
  /** Hands a file that the service wrote to the user: a download, or the file shown in its folder. */
  deliver(path: string): Promise<void>;
}

/** The host of this window; provided once by main.tsx. */
export const HostContext = createContext<Host | null>(null);

export function useHost(): Host {
  const host = useContext(HostContext);
  if (!host) throw new Error("useHost outside of HostContext");
  return host;
}
