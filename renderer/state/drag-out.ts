import type { DragEvent } from "react";
import type { DraggedOut } from "../../electron/contract/desktop-bridge.ts";
import { createStore, useStore } from "./store.ts";

type Take = (dragged: DraggedOut) => void;

/** What takes a file out of the window; null where the surroundings cannot, as in a browser. */
const surroundings = createStore<{ readonly take: Take } | null>(null);

/** Lets things be dragged out, until the function that it returns is called. */
export function provideDragOut(take: Take): () => void {
  surroundings.set({ take });
  return () => surroundings.set(null);
}

interface DragProps {
  readonly draggable?: true;
  readonly onDragStart?: (event: DragEvent) => void;
}

/** What an element needs so that a file can be dragged out of it; `make` is asked when a drag begins. Nothing in a browser. */
export function useDragOut(): (make: () => DraggedOut | Promise<DraggedOut>) => DragProps {
  const outside = useStore(surroundings);
  if (!outside) return () => ({});
  return (make) => ({
    draggable: true,
    onDragStart(event) {
      // The system's own drag takes the place of the page's.
      event.preventDefault();
      void Promise.resolve(make()).then(outside.take);
    },
  });
}
