import type { z } from "zod";
import type { importOptions } from "../../../../electron/contract/importing.ts";

/** Options of the command line whose names are not those of the request. */
const named: Readonly<Record<string, string>> = { duplicateNames: "duplicates" };

const option = (key: string): string =>
  `--${(named[key] ?? key).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** What is said in a request, as options of `tessera import`. */
export function optionsOf({ dialect, policies, layout, ...others }: z.input<typeof importOptions>): string[] {
  return Object.entries({ ...others, ...dialect, ...policies, ...layout }).flatMap(([key, value]) => {
    if (value === true) return [option(key)];
    if (Array.isArray(value)) return value.flatMap((one) => [option(key), String(one)]);
    if (typeof value === "object")
      return Object.entries(value).flatMap(([name, role]) => [option(key), `${name}=${String(role)}`]);
    return value === undefined || value === false ? [] : [option(key), String(value)];
  });
}
