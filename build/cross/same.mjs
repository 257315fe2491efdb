import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** An answer without what is another at every run or on every machine: times, rates, folders, bytes of memory. */
export function withoutTimes(value) {
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (value === null || typeof value !== "object") return value;
  const varies =
    /time|seconds|_ms$|Ms$|PerSecond|folder|path|file|home|created|finished|started|backend|memory|id$/i;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !varies.test(name))
      .map(([name, part]) => [name, withoutTimes(part)]),
  );
}

/**
 * How far apart two answers are: 0 = the same bits, else the largest difference relative to a figure; NaN where anything but a
 * figure differs.
 */
export function apart(one, other) {
  if (typeof one === "number" && typeof other === "number")
    return Object.is(one, other) && !Number.isNaN(one)
      ? 0
      : Math.abs(one - other) / Math.max(Math.abs(one), Math.abs(other));
  if (Object.is(one, other)) return 0;
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object")
    return Number.NaN;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Math.max(0, ...[...names].map((name) => apart(one[name], other[name])));
}

/** A line that says when something was, how long it took or what computed it. */
const varies = /time|\d{8}_\d{6}|seconds|\d{4}-\d\d-\d\d|\d+\.\d+ ?s\b|backend|memory|processor|\bcore/i;

/**
 * A written file as an answer. Tables and pictures are their bytes; texts their lines and JSON its values, without times. A
 * workbook is a compressed file with the times of its parts, so it is there and that is all; its sheets hold what the texts and
 * tables do.
 */
export function fileAnswer(folder, name) {
  const bytes = readFileSync(join(folder, name));
  const ending = name.split(".").at(-1);
  const answer = () => {
    if (ending === "txt")
      return bytes
        .toString()
        .split("\n")
        .filter((line) => !varies.test(line));
    if (ending === "json") return withoutTimes(JSON.parse(bytes.toString()));
    return ending === "xlsx" ? "there" : createHash("sha256").update(bytes).digest("hex");
  };
  // Their names have the moment in them.
  return { says: `file ${name.replace(/_\d{8}_\d{6}/, "")}`, stderr: "", answer: answer() };
}
