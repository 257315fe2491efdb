import type { ResultOf } from "../../../contract/method.ts";
import { correlationStructure } from "../../../contract/methods/correlation.ts";
import { countOf } from "../../../contract/text.ts";
import { namesCsv } from "../csv.ts";
import { describeCells, describeKept } from "../describe/basis.ts";
import { writeWholeFile } from "../files.ts";
import { formatCount, formatFields, formatFigure, formatTable } from "../format.ts";
import { forceOption, type OutputFlags, outputOf } from "../options/output.ts";
import { readCount, readInteger, readNumber } from "../options/read.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

type Structure = ResultOf<typeof correlationStructure>;

interface Options extends OutputFlags, ViewOptions {
  readonly cut?: number;
  readonly factors?: number;
  readonly limit: number;
}

function describeStructure(found: Structure, dataset: string, limit: number): string {
  const members = Array.from({ length: found.clusters }, () => [] as number[]);
  for (const i of found.order) members[found.cluster[i] ?? 0]?.push(i);
  const largest = members.filter((list) => list.length > 0).sort((a, b) => b.length - a.length);
  const table = formatTable<number[]>(
    [
      { title: "strategies", align: "right", text: (list) => formatCount(list.length) },
      {
        title: "for example",
        text: (list) =>
          list
            .slice(0, 3)
            .map((i) => found.strategies[i])
            .join(", "),
      },
    ],
    largest.slice(0, limit),
  );
  const eigenvalues = Array.from(found.eigenvalues.subarray(0, 5), formatFigure).join(", ");
  const fields = formatFields({
    strategies: `${formatCount(found.strategies.length)}, ${formatCount(found.varying)} of them vary`,
    "effective number of independent strategies": `${formatFigure(found.effectiveStrategies)} (so few rows tell at most ${formatCount(found.separable)} apart)`,
    "largest eigenvalues": `${eigenvalues} (noise up to ${formatFigure(found.noiseEdge)}, ${found.signalFactors} above it)`,
    "variance explained": `${(100 * found.explained).toFixed(1)} % by ${countOf(found.eigenvalues.length, "factor")}`,
    "Ledoit-Wolf shrinkage": formatFigure(found.shrinkage),
    clusters: found.clustersAreNoise
      ? "none beyond what unrelated strategies show"
      : formatCount(found.clusters),
    kept: describeKept(found.kept, dataset),
  });
  const rest = largest.length - limit;
  return [
    fields,
    describeCells(found.cells, "taken as their strategy's mean"),
    found.clustersAreNoise ? "" : `\n${table}`,
    rest > 0 && !found.clustersAreNoise ? `... and ${formatCount(rest)} more (--limit, --out FILE)` : "",
  ]
    .filter(Boolean)
    .join("\n");
}

/** tessera clusters NAME */
export const defineClusters: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--cut <rho>", "groups that are at least this alike are one cluster", readNumber)
    .option("--factors <n>", "leading factors that place strategies", readInteger)
    .option("--limit <n>", "clusters on the screen, largest first", readCount, 10)
    .option("--out <file.csv>", "write strategy, cluster and place on the map")
    .option(...forceOption);
  addViewOptions(command).action(async (dataset: string, options: Options) => {
    const { cut, factors, limit } = options;
    const output = await outputOf(session, options);
    const view = viewOf(dataset, options);
    const found = await session.call(correlationStructure, { ...view, clusterCut: cut, factors });
    if (output) {
      const place = new Uint32Array(found.order.length);
      found.order.forEach((strategy, at) => {
        place[strategy] = at;
      });
      const columns = { cluster: found.cluster, place };
      const text = namesCsv(found.strategies, columns, output.formulasAsText);
      await writeWholeFile(output, text);
    }
    await session.print(found, (structure) => describeStructure(structure, dataset, limit));
  });
};
