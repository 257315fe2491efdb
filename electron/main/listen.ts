import { type IpcMainInvokeEvent, ipcMain } from "electron";
import { type DesktopAnswer, type DesktopRequest, desktopRequests } from "../contract/desktop-bridge.ts";
import { isTrustedFrame } from "./page.ts";

export type DesktopHandlers = {
  readonly [Name in DesktopRequest]: (
    argument: ReturnType<(typeof desktopRequests)[Name]["parse"]>,
    event: IpcMainInvokeEvent,
  ) => Promise<void> | void;
};

/** The only door from the window to this process: sender and frame are checked, arguments are parsed, errors are values. */
export function listen(handlers: DesktopHandlers): void {
  for (const name of Object.keys(desktopRequests) as DesktopRequest[]) {
    ipcMain.handle(`tessera:${name}`, async (event, argument: unknown): Promise<DesktopAnswer> => {
      if (!isTrustedFrame(event.senderFrame)) return { ok: false, message: "This page may not ask that." };
      const parsed = desktopRequests[name].safeParse(argument);
      if (!parsed.success) return { ok: false, message: `${name}: the argument is not valid.` };
      try {
        // Name and schema belong together; the compiler cannot follow that through the loop.
        await (handlers[name] as (argument: unknown, event: IpcMainInvokeEvent) => unknown)(
          parsed.data,
          event,
        );
        return { ok: true };
      } catch (error) {
        return { ok: false, message: error instanceof Error ? error.message : String(error) };
      }
    });
  }
}
