import { OverlayToaster, Position } from "@blueprintjs/core";
import { messages } from "../ui/toaster.ts";

/** Where short messages appear. */
export function MessageHost() {
  return <OverlayToaster position={Position.BOTTOM_RIGHT} maxToasts={4} ref={messages.mount} />;
}
