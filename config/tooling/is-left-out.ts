import { packagesBeside } from "./packages-beside.ts";

/** Files and folders that the package consists of. The hosts of dist/hosts need a Node, which a package has not. */
const kept = [
  "/package.json",
  "/LICENSE",
  "/config/parquet_arrow_config.ini",
  "/config/mappings",
  "/dist/electron",
  "/dist/native",
  "/dist/renderer",
  // The one of this system and processor is installed beside @resvg/resvg-js.
  /^\/node_modules\/@resvg\/resvg-js-[\w-]+$/,
  ...Object.entries(packagesBeside).flatMap(([name, parts]) =>
    parts.map((part) => `/node_modules/${name}/${part}`),
  ),
];

/** Never needed when the program runs, wherever they lie. */
const needless = /\.(map|d\.ts|d\.cts|d\.mts|new)$|\/(stamp\.txt|README\.md)$/;

/** Every folder that a path lies in, and the path itself: /a/b -> /a, /a/b. */
const steps = (path: string): string[] =>
  [...path.matchAll(/\/[^/]+/g)].map(({ index, 0: name }) => path.slice(0, index + name.length));

/**
 * Whether the packager leaves a path out. Paths begin with a slash, as seen from the project; "" is the project. Everything is
 * left out but what `kept` names, so that a new folder or dependency is never in the package by accident.
 */
export function isLeftOut(path: string): boolean {
  if (path === "") return false;
  const here = steps(path);
  if (kept.some((one) => here.some((step) => (typeof one === "string" ? one === step : one.test(step))))) {
    return needless.test(path);
  }
  const isOnTheWay = kept.some((one) => typeof one === "string" && one.startsWith(`${path}/`));
  return !isOnTheWay;
}
