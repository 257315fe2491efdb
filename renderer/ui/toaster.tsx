import { OverlayToaster, Position, type Toaster, type ToastProps } from "@blueprintjs/core";
import { pushStep, undoStep } from "../state/undo.ts";

let toaster: Toaster | null = null;
/** What was to be said before the shell was there. */
let waiting: ToastProps[] = [];

function show(message: ToastProps): void {
  if (toaster) toaster.show(message);
  else waiting.push(message);
}

/** Short messages over the window. The shell mounts the component and hands it over here. */
export const messages = {
  mount(mounted: Toaster | null): void {
    toaster = mounted;
    if (!toaster) return;
    for (const message of waiting) toaster.show(message);
    waiting = [];
  },
  /** Says that something was done; `undo` takes it back, now or later with Ctrl+Z, and `redo` does it again. */
  done(message: string, undo?: () => void, redo?: () => void): void {
    const step = undo && { text: message, undo, redo };
    if (step) pushStep(step);
    show({
      message,
      timeout: undo ? 10_000 : 4_000,
      ...(step ? { action: { text: "Undo", onClick: () => void undoStep(step) } } : {}),
    });
  },
  /** Something that goes on, but should be looked at. */
  warned(message: string): void {
    show({ message, intent: "warning", timeout: 12_000 });
  },
  failed(message: string): void {
    show({ message, intent: "danger", timeout: 12_000 });
  },
};

/** Where short messages appear. */
export function MessageHost() {
  return <OverlayToaster position={Position.BOTTOM_RIGHT} maxToasts={4} ref={messages.mount} />;
}
