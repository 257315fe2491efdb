import { type BrowserWindow, dialog, Notification } from "electron";
import type { UnderWay } from "../contract/desktop-bridge.ts";

/**
 * What the window has under way, as the system shows it: a bar in the taskbar or dock, a message when it ends, a question
 * before it is lost.
 */
export class WorkUnderWay {
  #present: UnderWay = { titles: [], fraction: null };

  update(present: UnderWay, window: BrowserWindow | null): void {
    this.#present = present;
    // 2 is what Electron shows as a bar of unknown length.
    window?.setProgressBar(present.titles.length === 0 ? -1 : (present.fraction ?? 2));
  }

  /** Something has ended. Nobody is told who looks at the window anyway. */
  ended(title: string, body: string, window: BrowserWindow | null): void {
    if (!window || window.isFocused() || !Notification.isSupported()) return;
    const notification = new Notification({ title, body, silent: true });
    notification.on("click", () => {
      if (window.isMinimized()) window.restore();
      window.focus();
    });
    notification.show();
  }

  /** Whether the window may close: at once when nothing runs, else as the user answers. */
  mayClose(window: BrowserWindow): boolean {
    const { titles } = this.#present;
    if (titles.length === 0) return true;
    const answer = dialog.showMessageBoxSync(window, {
      type: "question",
      buttons: ["Go on working", "Quit"],
      defaultId: 0,
      cancelId: 0,
      message:
        titles.length === 1
          ? `"${titles[0]}" is still running.`
          : `${titles.length} tasks are still running.`,
      detail: "What is running is lost. Datasets, finished results and queued jobs are kept.",
    });
    return answer === 1;
  }
}
