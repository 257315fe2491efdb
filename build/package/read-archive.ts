import { closeSync, openSync, readSync } from "node:fs";

/**
 * A file of an archive. `offset` is where its bytes begin in the archive's file; undefined for one that lies beside the
 * archive.
 */
export interface ArchiveFile {
  readonly path: string;
  readonly size: number;
  readonly offset?: number;
}

interface Node {
  readonly files?: Readonly<Record<string, Node>>;
  readonly size?: number;
  readonly offset?: string;
}

/** The files of an asar archive: four numbers, a JSON directory, then the bytes of the files. */
export function readArchive(file: string): readonly ArchiveFile[] {
  const handle = openSync(file, "r");
  try {
    const numbers = Buffer.alloc(16);
    readSync(handle, numbers, 0, 16, 0);
    const json = Buffer.alloc(numbers.readUInt32LE(12));
    readSync(handle, json, 0, json.length, 16);
    const first = 8 + numbers.readUInt32LE(4);
    const list = (node: Node, path: string): ArchiveFile[] =>
      Object.entries(node.files ?? {}).flatMap(([name, inner]): ArchiveFile[] => {
        const here = path === "" ? name : `${path}/${name}`;
        if (inner.files) return list(inner, here);
        const place = inner.offset === undefined ? {} : { offset: first + Number(inner.offset) };
        return [{ path: here, size: inner.size ?? 0, ...place }];
      });
    return list(JSON.parse(json.toString()) as Node, "");
  } finally {
    closeSync(handle);
  }
}
