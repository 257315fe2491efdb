import { Option } from "commander";
import { datasetOptimize } from "../../../contract/methods/dataset.ts";
import { formatBytes } from "../../../contract/text.ts";
import type { DefineCommand } from "../command-entry.ts";
import { readInteger } from "../read-number.ts";

interface Flags {
  readonly compression?: "snappy" | "zstd" | "gzip" | "none";
  readonly rowGroup?: number;
  readonly byteStreamSplit?: boolean;
}

/** tessera optimize NAME */
export const defineOptimize: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .addOption(
      new Option("--compression <codec>", "of the Parquet files").choices(["snappy", "zstd", "gzip", "none"]),
    )
    .option("--row-group <strategies>", "strategies in one row group", readInteger)
    .option("--byte-stream-split", "store the bytes of the numbers apart")
    .option("--no-byte-stream-split", "store the numbers as they are")
    .action(async (dataset: string, { compression, rowGroup, byteStreamSplit }: Flags) => {
      const request = { dataset, compression, rowGroupStrategies: rowGroup, byteStreamSplit };
      const result = await session.call(datasetOptimize, request);
      await session.print(
        result,
        (now) =>
          `${dataset}: version ${now.dataset.version}, ${formatBytes(now.bytesBefore)} became ${formatBytes(now.bytesAfter)} (${now.dataset.compression})`,
      );
    });
};
