import { OverlayToaster, Position, type Toaster } from "@blueprintjs/core";

let toaster: Toaster | null = null;

/** Short messages over the window. The shell mounts the component and hands it over here. */
export const messages = {
  mount(mounted: Toaster | null): void {
    toaster = mounted;
  },
  /** Says that something was done; `undo` takes it back while the message is shown. */
  done(message: string, undo?: () => void): void {
    toaster?.show({
      message,
      timeout: undo ? 10_000 : 4_000,
      ...(undo ? { action: { text: "Undo", onClick: undo } } : {}),
    });
  },
  failed(message: string): void {
    toaster?.show({ message, intent: "danger", timeout: 12_000 });
  },
};

/** Where short messages appear. */
export function MessageHost() {
  return <OverlayToaster position={Position.BOTTOM_RIGHT} maxToasts={4} ref={messages.mount} />;
}
