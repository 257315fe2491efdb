/**
 * Strict JSON of a result: typed arrays become arrays, and numbers that JSON cannot hold become the strings
 * "Infinity", "-Infinity" and "NaN".
 */
export function toJson(value: unknown, indent = 2): string {
  return JSON.stringify(
    value,
    (_key, part: unknown) => {
      if (typeof part === "number" && !Number.isFinite(part)) return String(part);
      if (typeof part === "bigint") return part.toString();
      if (ArrayBuffer.isView(part) && !(part instanceof DataView)) return Array.from(part as Uint8Array);
      return part;
    },
    indent,
  );
}
