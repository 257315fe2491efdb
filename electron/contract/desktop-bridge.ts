import { z } from "zod";

/** Origin of the window in the desktop. */
export const desktopOrigin = "app://tessera";

/** What the window may ask of the main process. Arguments are checked there against these schemas, whatever sent them. */
export const desktopRequests = {
  /** A line to the service; its port arrives as a window message {tessera: nonce, lost}. */
  connect: z.object({ nonce: z.string().regex(/^[0-9a-f-]{36}$/) }),
  /** Shows a result file in its folder; only what lies below the data root, to which relative paths belong too. */
  reveal: z.object({ path: z.string().min(1).max(4096) }),
  /** The user chose or dropped this file: the service may read it. Said by the preload script alone. */
  chosen: z.object({ path: z.string().min(1).max(32_767) }),
} as const;
export type DesktopRequest = keyof typeof desktopRequests;

/** Those of them that the page itself may make. */
export const pageRequests = ["connect", "reveal"] as const satisfies readonly DesktopRequest[];
export type PageRequest = (typeof pageRequests)[number];

/** Answer of the main process; errors are values, because Electron would keep only their message. */
export const desktopAnswer = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);
export type DesktopAnswer = z.infer<typeof desktopAnswer>;

/** The one object that the preload script gives to the window, as `window.tessera`. */
export interface DesktopBridge {
  request(name: PageRequest, argument: unknown): Promise<DesktopAnswer>;
  /** Real path of a file that was dropped or chosen, which the service may read from then on; "" when it has none. */
  pathOf(file: object): Promise<string>;
  /** Menu entries that the window carries out: "screen:import", "palette". Returns how to stop. */
  onMenu(listener: (command: string) => void): () => void;
}
