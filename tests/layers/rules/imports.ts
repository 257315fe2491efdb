import { builtinModules } from "node:module";
import type { Rule } from "../rule.ts";

/** What the files of a folder may import, beside themselves. The first line that fits a file counts. */
interface Layer {
  readonly folder: string;
  /** Folders and files of ours. */
  readonly ours: readonly string[];
  /** Packages; undefined allows every one but electron. */
  readonly packages?: readonly string[];
  readonly node: boolean;
  readonly electron: boolean;
}

const packageFile = "package.json";
const electron = "electron";
const layers: readonly Layer[] = [
  { folder: "electron/contract/", ours: [], packages: ["zod"], node: false, electron: false },
  // What window and service both draw: options for ECharts, nothing that draws.
  {
    folder: "electron/charts/",
    ours: ["electron/contract/"],
    packages: ["echarts"],
    node: false,
    electron: false,
  },
  // The rooms of the service that draw.
  ...["electron/service/exporting/", "electron/service/reporting/"].map((folder) => ({
    folder,
    ours: ["electron/service/", "electron/contract/", "electron/charts/"],
    node: true,
    electron: false,
  })),
  {
    folder: "electron/service/",
    ours: ["electron/contract/", "config/mappings/", packageFile],
    node: true,
    electron: false,
  },
  {
    folder: "electron/main/",
    ours: ["electron/contract/", "electron/hosts/", "electron/service/engine/probe-answer.ts", packageFile],
    node: true,
    electron: true,
  },
  {
    folder: "electron/preload/",
    ours: ["electron/contract/", "electron/main/"],
    node: false,
    electron: true,
  },
  {
    folder: "electron/hosts/",
    ours: ["electron/service/", "electron/contract/", packageFile],
    node: true,
    electron: false,
  },
  { folder: "renderer/", ours: ["electron/contract/", "electron/charts/"], node: false, electron: false },
];

const isNode = (name: string) => name.startsWith("node:") || builtinModules.includes(name);
/** A path from the root; names of packages have no file ending. */
const isOurs = (name: string) =>
  /\.(ts|tsx|js|mjs|css|json|svg|wasm|node)(\?\w+)?$/.test(name) || name.startsWith("..");

/** Which folder may import which: docs/architecture.md draws it. */
export const imports: Rule = {
  name: "a folder imports only what it may",
  broken({ path, imports: names }) {
    const layer = layers.find(({ folder }) => path.startsWith(folder));
    if (!layer) return [];
    return names.flatMap((name) => {
      if (name === electron || (name.startsWith(`${electron}/main`) && !isOurs(name))) {
        return layer.electron ? [] : ["imports electron"];
      }
      if (isNode(name)) return layer.node ? [] : [`imports ${name} of Node`];
      if (isOurs(name) && !isPackagePath(name)) {
        const isAllowed = [layer.folder, ...layer.ours].some((allowed) => name.startsWith(allowed));
        return isAllowed ? [] : [`imports ${name}`];
      }
      const isAllowed = layer.packages?.some((one) => name === one || name.startsWith(`${one}/`)) ?? true;
      return isAllowed ? [] : [`imports the package ${name}`];
    });
  },
};

/** A file inside a package, such as a style sheet: its first part is no folder of ours. */
function isPackagePath(name: string): boolean {
  return !["electron/", "renderer/", "native/", "build/", "config/", "tests/", packageFile, ".."].some(
    (start) => name.startsWith(start),
  );
}
