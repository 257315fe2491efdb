import type { WebFrameMain } from "electron";
import { desktopOrigin } from "../contract/desktop-bridge.ts";

/**
 * Whether a message comes from the window itself: the top frame of a page of ours. A frame that is gone (null) or was put into
 * the page is refused.
 */
export function isTrustedFrame(frame: Pick<WebFrameMain, "url" | "parent"> | null): boolean {
  if (frame === null || frame.parent !== null) return false;
  return URL.parse(frame.url)?.href.startsWith(`${desktopOrigin}/`) ?? false;
}
