import { Import } from "@blueprintjs/icons";
import { useEffect, useState } from "react";
import { isTable, usePasting, useStaging } from "../imports/draft.ts";

/** The dataset that files dropped here are appended to: an element around the pointer names it. */
const appendTo = ({ target }: DragEvent): string | undefined =>
  (target instanceof Element ? target : null)?.closest<HTMLElement>("[data-append-to]")?.dataset.appendTo;

/** Files may be dropped anywhere on the window, tables and files pasted. */
export function DropZone() {
  const [over, setOver] = useState(false);
  const [target, setTarget] = useState<string | undefined>();
  const stage = useStaging();
  const paste = usePasting();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event;
      const isField =
        target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
      if (isField || !clipboardData) return;
      const text = clipboardData.getData("text/plain");
      // Copied cells come with a picture of them, which is a file, too.
      if (isTable(text)) void paste(text);
      else if (clipboardData.files.length > 0) void stage([...clipboardData.files]);
    };
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  }, [paste, stage]);
  useEffect(() => {
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false;
    const onEnter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const onLeave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const onOver = (event: DragEvent) => {
      event.preventDefault();
      setTarget(appendTo(event));
    };
    const onDrop = (event: DragEvent) => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      void stage([...(event.dataTransfer?.files ?? [])], appendTo(event));
    };
    window.addEventListener("dragenter", onEnter);
    window.addEventListener("dragleave", onLeave);
    window.addEventListener("dragover", onOver);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragenter", onEnter);
      window.removeEventListener("dragleave", onLeave);
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("drop", onDrop);
    };
  }, [stage]);
  if (!over) return null;
  return (
    <div className="drop-zone">
      <div>
        <Import size={32} />
        <p>{target === undefined ? "Drop to import" : `Drop to append to ${target}`}</p>
      </div>
    </div>
  );
}
