// The verdict on a search to the letter on processor and GPU.
//   node native/bench/cuda/same-verdict.mjs CLI.js WORKFOLDER      (TESSERA_NATIVE_DIR: where tessera.node lies)
import { check, conclude, csv, found, on, tessera } from "./product.mjs";

// More cells than a device is set up for.
await tessera(["sample", csv, "--strategies", "4000"]);
const imported = await tessera(["import", csv, "--dataset", "job"]);
check("import", imported.code === 0, imported.stderr.trim().slice(0, 200));
const usual = ["search", "job", "--size", "35", "--budget", "20000"];
const searches = {
  "Believable Sharpe": usual,
  "Believable Sharpe, three sizes with a limit on pairs": [
    ...["search", "job", "--min-size", "34", "--max-size", "36", "--budget", "20000"],
    ...["--max-pair-correlation", "0.4", "--twins", "9"],
  ],
  "P&L / drawdown": [...usual, "--objective", "ratio", "--twins", "5", "--algorithms", "all"],
  "P&L / drawdown, legacy": [...usual, "--profile", "legacy", "--twins", "5", "--algorithms", "sa,hc"],
  Enhanced: [...usual, "--objective", "enhanced", "--twins", "5", "--algorithms", "sa,ga"],
};
/** All that is said of luck and of what to expect. */
const judged = ({ json }) => JSON.stringify([json?.luck, json?.expected]);
for (const [name, command] of Object.entries(searches)) {
  const [one, other] = [await tessera(command, on("cpu")), await tessera(command, on("cuda"))];
  const isSame = one.code === 0 && found(one) === found(other) && judged(one) === judged(other);
  const how = `${one.json?.luck.verdict}, p ${one.json?.luck.twins?.p}; on ${one.json?.backend} and ${other.json?.backend}`;
  check(`${name}: the same verdict`, isSame, `${how} ${other.stderr.trim().slice(0, 200)}`);
}
// Nobody has to choose: a search and all that is made anew for its verdict run on the processor.
const usually = await tessera(usual);
check("a search as it comes runs on the processor", usually.json?.backend === "cpu", usually.json?.backend);
conclude();
