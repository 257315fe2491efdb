// Is p_U uniform on noise? Kolmogorov and Smirnov, two-sided, over so many tables of every kind, one line a kind:
// universe.mjs '{"tables":100,"kinds":["independent"],"size":35}'
import { rowDependence } from "../../electron/service/verdict/resampling.ts";
import { testUniverse } from "../../electron/service/verdict/universe.ts";
import { truthTable } from "./tables.mjs";

/** p of the largest distance of a sample from uniform (Stephens 1970). */
function kolmogorovSmirnov(p) {
  const sorted = p.toSorted((a, b) => a - b);
  const n = sorted.length;
  const distance = Math.max(...sorted.map((one, k) => Math.max((k + 1) / n - one, one - k / n)));
  const x = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance;
  let tail = 0;
  for (let k = 1; k <= 100; k++) tail += 2 * (k % 2 ? 1 : -1) * Math.exp(-2 * k * k * x * x);
  return Math.min(1, tail);
}

const { tables, kinds, size } = JSON.parse(process.argv[2]);
for (const kind of kinds) {
  const p = [];
  for (let k = 0; k < tables; k++) {
    const matrix = truthTable(kind, 1000 + k);
    p.push((await testUniverse(matrix, { size, seed: 1000 + k, ...rowDependence(matrix) })).p);
  }
  const share = (limit) => p.filter((one) => one <= limit).length;
  console.log(
    JSON.stringify({
      kind,
      tables,
      ks: kolmogorovSmirnov(p),
      atMost5: share(0.05),
      atMost10: share(0.1),
      least: Math.min(...p),
    }),
  );
}
