import { Button, Menu, MenuItem, PopoverNext } from "@blueprintjs/core";
import { Clipboard, Download, More, Th } from "@blueprintjs/icons";
import { useDragOut } from "../state/drag-out.ts";
import { saveBlob } from "./save-blob.ts";
import { messages } from "./toaster.tsx";

interface CopyMenuProps {
  /** What is taken along; a file is named after it. */
  readonly title: string;
  /** A PNG of what is shown, made when it is asked for. */
  readonly picture?: (() => Promise<Blob>) | undefined;
  /** The data behind it as CSV text, made when it is asked for. */
  readonly csv?: (() => string) | undefined;
}

const fileName = (title: string, ending: string) =>
  `${title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replace(/-$/, "")}.${ending}`;

async function copy(type: string, data: Promise<Blob> | Blob, what: string): Promise<void> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ [type]: await data })]);
    messages.done(`${what} copied.`);
  } catch {
    messages.failed("The clipboard could not be written; save a file instead.");
  }
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/**
 * Takes what is shown along: to the clipboard or to a file, as a picture or as CSV. In the desktop its button can be dragged
 * out as that file.
 */
export function CopyMenu({ title, picture, csv }: CopyMenuProps) {
  const dragOut = useDragOut();
  const file = async () =>
    picture
      ? { name: fileName(title, "png"), bytes: await bytesOf(await picture()) }
      : { name: fileName(title, "csv"), bytes: new TextEncoder().encode(csv?.()) };
  return (
    <PopoverNext
      placement="bottom-end"
      content={
        <Menu>
          {picture && (
            <MenuItem
              icon={<Clipboard />}
              text="Copy picture"
              onClick={() => void copy("image/png", picture(), "Picture")}
            />
          )}
          {csv && (
            <MenuItem
              icon={<Th />}
              text="Copy data as CSV"
              onClick={() => void copy("text/plain", new Blob([csv()], { type: "text/plain" }), "Data")}
            />
          )}
          {picture && (
            <MenuItem
              icon={<Download />}
              text="Save picture"
              onClick={() => void picture().then((blob) => saveBlob(blob, fileName(title, "png")))}
            />
          )}
          {csv && (
            <MenuItem
              icon={<Download />}
              text="Save data as CSV"
              onClick={() => saveBlob(new Blob([csv()], { type: "text/csv" }), fileName(title, "csv"))}
            />
          )}
        </Menu>
      }
    >
      <Button
        variant="minimal"
        size="small"
        icon={<More />}
        aria-label={`Copy or save ${title}`}
        {...dragOut(file)}
      />
    </PopoverNext>
  );
}
