import { z } from "zod";

/** Origin of the window in the desktop. */
export const desktopOrigin = "app://tessera";

/** What the window may ask of the main process. Arguments are checked there against these schemas, whatever sent them. */
export const desktopRequests = {
  /** A line to the service; its port arrives as a window message {tessera: nonce, lost}. */
  connect: z.object({ nonce: z.string().regex(/^[0-9a-f-]{36}$/) }),
  /** Shows a result file in its folder. Relative paths lie below the data root. */
  reveal: z.object({ path: z.string().min(1).max(4096) }),
} as const;
export type DesktopRequest = keyof typeof desktopRequests;

/** Answer of the main process; errors are values, because Electron would keep only their message. */
export const desktopAnswer = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);
export type DesktopAnswer = z.infer<typeof desktopAnswer>;

/** The one object that the preload script gives to the window, as `window.tessera`. */
export interface DesktopBridge {
  request(name: DesktopRequest, argument: unknown): Promise<DesktopAnswer>;
  /** Real path of a file that was dropped or chosen; "" when it has none. */
  pathOf(file: object): string;
  /** Menu entries that the window carries out: "screen:import", "palette". Returns how to stop. */
  onMenu(listener: (command: string) => void): () => void;
}
