import { extname } from "node:path";
import type { MetricProvenance } from "../../contract/metric-basis.ts";
import type { MetricName } from "../../contract/metrics.ts";
import { Problem } from "../../contract/problem.ts";

/** One figure of every strategy; NaN = not defined. */
export interface FigureColumn {
  readonly name: string;
  readonly values: Float64Array;
}

interface Figures {
  readonly strategies: readonly string[];
  readonly columns: readonly FigureColumn[];
  readonly provenance: readonly MetricProvenance[];
}

async function csvText({ strategies, columns }: Figures, formulasAsText: boolean): Promise<string> {
  const { csvName } = await import("../../contract/text.ts");
  const { pythonFloat } = await import("./python-text.ts");
  const lines = [["strategy", ...columns.map(({ name }) => name)].join(",")];
  for (const [index, name] of strategies.entries()) {
    let line = csvName(name, formulasAsText);
    for (const { values } of columns) {
      const value = values[index] ?? Number.NaN;
      line += Number.isNaN(value) ? "," : `,${pythonFloat(value)}`;
    }
    lines.push(line);
  }
  return `${lines.join("\n")}\n`;
}

/** strategy_metrics.csv of the replaced system, with the strategy that it left out. */
async function legacyText(result: Figures, formulasAsText: boolean): Promise<string> {
  const { legacyStrategyMetrics } = await import("./entire-day/texts.ts");
  const column = (wanted: MetricName) =>
    result.columns.find(({ name }) => name === wanted)?.values ?? new Float64Array();
  const table = {
    names: [...result.strategies],
    roi: column("roi"),
    maxDrawdown: column("max_drawdown"),
    winPercentage: column("win_rate"),
    profitFactor: column("profit_factor"),
    expectancy: column("expectancy"),
  };
  return legacyStrategyMetrics(table, { formulasAsText });
}

/**
 * Names as apache-arrow's tableFromArrays has them, to the byte of the file: a dictionary of the distinct ones, and their
 * places. Its builder takes four times as long.
 */
async function namesVector(names: readonly string[]) {
  const { Dictionary, Int32, makeData, Utf8, Vector } = await import("apache-arrow");
  const places = new Map<string, number>();
  const data = Int32Array.from(names, (name) => {
    const place = places.get(name) ?? places.size;
    places.set(name, place);
    return place;
  });
  const distinct = [...places.keys()];
  const valueOffsets = new Int32Array(distinct.length + 1);
  for (const [k, name] of distinct.entries())
    valueOffsets[k + 1] = (valueOffsets[k] as number) + Buffer.byteLength(name);
  const bytes = new TextEncoder().encode(distinct.join(""));
  const texts = makeData({
    type: new Utf8(),
    length: distinct.length,
    nullCount: 0,
    valueOffsets,
    data: bytes,
  });
  const type = new Dictionary(new Utf8(), new Int32());
  const dictionary = new Vector([texts]);
  return new Vector([makeData({ type, length: names.length, nullCount: 0, data, dictionary })]);
}

/** The provenance of every metric is in the schema's metadata, as JSON. */
async function arrowTable({ strategies, columns, provenance }: Figures) {
  const { makeVector, Schema, Table, tableFromArrays } = await import("apache-arrow");
  const figures = Object.fromEntries(columns.map(({ name, values }) => [name, values]));
  const vectors = Object.entries(figures).map(([name, values]) => [name, makeVector(values)] as const);
  const plain =
    strategies.length === 0
      ? tableFromArrays({ strategy: [], ...figures })
      : new Table({ strategy: await namesVector(strategies), ...Object.fromEntries(vectors) });
  const metadata = new Map([["tessera.provenance", JSON.stringify(provenance)]]);
  return new Table(new Schema(plain.schema.fields, metadata), plain.batches);
}

/**
 * Figures of strategies as the content of a file, by its ending: .csv, .arrow (IPC file) or .parquet (Snappy). In the legacy
 * layout a CSV is the replaced system's strategy_metrics.csv.
 */
export async function metricsFile(
  file: string,
  result: Figures,
  options: { readonly isLegacyLayout: boolean; readonly formulasAsText: boolean },
): Promise<string | Uint8Array> {
  const ending = extname(file).toLowerCase();
  if (ending === ".csv") {
    return (options.isLegacyLayout ? legacyText : csvText)(result, options.formulasAsText);
  }
  if (ending !== ".arrow" && ending !== ".parquet") {
    throw new Problem("bad-request", `${file}: metrics are written as .csv, .arrow or .parquet.`);
  }
  const { tableToIPC } = await import("apache-arrow");
  const table = await arrowTable(result);
  if (ending === ".arrow") return tableToIPC(table, "file");
  const { Compression, Table, WriterPropertiesBuilder, writeParquet } = await import("parquet-wasm");
  // Figures hardly repeat: dictionaries would cost more time than all the rest.
  const properties = new WriterPropertiesBuilder()
    .setCompression(Compression.SNAPPY)
    .setDictionaryEnabled(false)
    .build();
  return writeParquet(Table.fromIPCStream(tableToIPC(table, "stream")), properties);
}
