// The tables of the benchmark, each with a name that says all of it.
import { kinds } from "./kinds.mjs";

const few = new Set(["10,000", "25,544", "100,000"]);
const prefix = (kind) => kind.split(":")[0];
const isWide = (kind) => few.has(prefix(kind));
const isReal = (kind) => kinds[kind].real === true;
/** Of which there are rows enough for every length: those of one shape and one table. */
const planted = Object.keys(kinds).filter((kind) => /^\d+ /.test(kind));

const all = ["walk", "folds", "fresh"];
/** Seeds of wide tables, and the schemes that time allows. */
const wide = {
  "10,000": { seeds: 5, schemes: all },
  "25,544": { seeds: 2, schemes: all },
  "100,000": { seeds: 2, schemes: ["fresh"] },
};

export function tasksOf({ parts, seeds, kinds: wanted, tables, threads }) {
  const tasks = [];
  const names = wanted ?? Object.keys(kinds);
  const add = (task) => {
    const words = [task.part, task.kind ?? "mixed", task.observations, task.size, task.seed];
    tasks.push({ id: words.join(" ").replaceAll(/[^\w.-]+/g, "-"), threads, ...task });
  };
  const race = (kind, observations, size, count, schemes = all) => {
    for (let k = 0; k < count; k++) add({ part: "race", kind, observations, size, seed: 1000 + k, schemes });
  };
  if (parts.includes("race")) {
    for (const kind of names) {
      // The reference table as it is has one seed, for it is one.
      if (!isWide(kind)) race(kind, 82, 35, kind === "real as it is" ? 1 : seeds);
    }
    for (const kind of names.filter((one) => planted.includes(one))) {
      race(kind, 250, 35, seeds);
      race(kind, 1000, 35, seeds);
    }
  }
  if (parts.includes("sizes")) {
    for (const kind of names.filter((one) => planted.includes(one) && !isReal(one))) {
      race(kind, 40, 35, seeds);
      race(kind, 82, 10, seeds);
      race(kind, 82, 70, seeds);
    }
  }
  if (parts.includes("wide")) {
    for (const kind of names.filter(isWide)) {
      race(kind, 82, 35, wide[prefix(kind)].seeds, wide[prefix(kind)].schemes);
    }
  }
  if (parts.includes("expectation")) {
    for (const [at, observations] of [82, 250].entries()) {
      for (let k = 0; k < tables[at]; k++) {
        add({ part: "expectation", observations, size: 35, seed: 100_000 * (at + 1) + k });
      }
    }
  }
  if (parts.includes("timing")) {
    for (const kind of ["25,544: families of 103", "100,000: 1,000 scattered over families"]) {
      add({ part: "timing", kind, observations: 82, size: 35, seed: 1000, threads: 2 });
    }
  }
  return tasks;
}
