import { z } from "zod";

/** Origin of the window in the desktop. */
export const desktopOrigin = "app://tessera";

/** What the window has under way, for the taskbar and for the question before quitting. */
export const underWay = z.object({
  titles: z.array(z.string().max(200)).max(100),
  /** 0..1 of the task that is nearest to its end; null while unknown. */
  fraction: z.number().min(0).max(1).nullable(),
});
export type UnderWay = z.infer<typeof underWay>;

/** A command of the window that the native menu offers; `group` is its submenu. */
export const menuCommand = z.object({
  id: z.string().max(200),
  title: z.string().max(200),
  group: z.string().max(100),
});
export type MenuCommand = z.infer<typeof menuCommand>;

/**
 * A file that is dragged out of the window: one below the data root, or what the window made (a chart's picture, a table),
 * under a name for it.
 */
export const draggedOut = z.union([
  z.object({ path: z.string().min(1).max(4096) }),
  z.object({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,200}\.(png|csv)$/),
    bytes: z.instanceof(Uint8Array).refine(({ length }) => length <= 100_000_000),
  }),
]);
export type DraggedOut = z.infer<typeof draggedOut>;

/** What the window may ask of the main process. Arguments are checked there against these schemas, whatever sent them. */
export const desktopRequests = {
  /** A line to the service; its port arrives as a window message {tessera: nonce}. */
  connect: z.object({ nonce: z.string().regex(/^[0-9a-f-]{36}$/) }),
  /** Starts the service again after it went down. */
  restart: z.object({}),
  underWay,
  /** Something that ran has ended; said by the system when the window is not looked at. */
  ended: z.object({ title: z.string().max(200), body: z.string().max(500) }),
  /** Commands for the menu, in place of those sent before. */
  commands: z.object({ commands: z.array(menuCommand).max(200) }),
  /** Files whose import was begun: they are recent now. */
  opened: z.object({ paths: z.array(z.string().min(1).max(4096)).max(1000) }),
  /** The window's theme, so that menus and dialogs have it too. */
  theme: z.object({ source: z.enum(["system", "light", "dark"]) }),
  /** Shows a result file in its folder; only what lies below the data root, to which relative paths belong too. */
  reveal: z.object({ path: z.string().min(1).max(4096) }),
  /** The user began to drag something out. */
  drag: draggedOut,
  /** The user chose or dropped this file: the service may read it. Said by the preload script alone. */
  chosen: z.object({ path: z.string().min(1).max(32_767) }),
} as const;
export type DesktopRequest = keyof typeof desktopRequests;

/** Those of them that the page itself may make; what the preload script says for the user, it may not. */
export type PageRequest = Exclude<DesktopRequest, "chosen">;

/** Answer of the main process; errors are values, because Electron would keep only their message. */
export const desktopAnswer = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);
export type DesktopAnswer = z.infer<typeof desktopAnswer>;

/**
 * A process has ended: the service's, the window's page (said to the page that follows), or the one that draws. `restarted`:
 * another follows; the service's comes with a new port.
 */
export const loss = z.object({
  of: z.enum(["service", "page", "graphics"]),
  message: z.string(),
  restarted: z.boolean(),
});
export type Loss = z.infer<typeof loss>;

/** The one object that the preload script gives to the window, as `window.tessera`. */
export interface DesktopBridge {
  request(name: PageRequest, argument: unknown): Promise<DesktopAnswer>;
  /** Real path of a file that was dropped or chosen, which the service may read from then on; "" when it has none. */
  pathOf(file: object): Promise<string>;
  /** Menu entries that the window carries out: "screen:import", "palette", "command:ID". Returns how to stop. */
  onMenu(listener: (command: string) => void): () => void;
  /**
   * Paths of files that the system hands over: opened with Tessera, dropped on its icon, chosen as recent. Returns how to stop.
   */
  onOpen(listener: (paths: unknown) => void): () => void;
  /** The end of a process that the window needs, a Loss. Returns how to stop. */
  onLoss(listener: (loss: unknown) => void): () => void;
}
