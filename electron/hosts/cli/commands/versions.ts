import { Option } from "commander";
import {
  datasetHistory,
  datasetOptimize,
  datasetRejects,
  datasetRollback,
  datasetVerify,
} from "../../../contract/methods/dataset.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf, formatBytes } from "../../../contract/text.ts";
import { formatCount, formatTable } from "../format.ts";
import { readCount, readInteger } from "../options/read.ts";
import type { DefineCommand } from "../run-cli.ts";

/** tessera history NAME */
export const defineHistory: DefineCommand = (command, session) => {
  command.argument("<dataset>").action(async (dataset: string) => {
    const result = await session.call(datasetHistory, { dataset });
    await session.print(result, ({ versions }) =>
      formatTable(
        [
          { title: "", text: ({ isCurrent }) => (isCurrent ? "●" : " ") },
          { title: "version", align: "right", text: ({ version }) => String(version) },
          { title: "made", text: (row) => row.dataset?.createdAt ?? "(damaged)" },
          { title: "by", text: (row) => row.dataset?.action ?? "" },
          {
            title: "rows",
            align: "right",
            text: (row) => formatCount(row.dataset?.observations ?? 0),
          },
          { title: "strategies", align: "right", text: (row) => formatCount(row.dataset?.strategies ?? 0) },
          { title: "stored", align: "right", text: (row) => formatBytes(row.dataset?.bytes ?? 0) },
          { title: "source", text: (row) => row.dataset?.source.fileName ?? "" },
        ],
        versions,
      ),
    );
  });
};

/** tessera rollback NAME [VERSION] */
export const defineRollback: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .argument("[version]", "as tessera history shows it (default: the one before)", readInteger)
    .option("--to <version>", "this version, like the argument", readInteger)
    .action(async (dataset: string, version: number | undefined, { to }: { to?: number }) => {
      const result = await session.call(datasetRollback, { dataset, version: version ?? to });
      await session.print(
        result,
        (now) => `${dataset}: version ${now.dataset.version} is in force, before it was ${now.from}.`,
      );
    });
};

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

/** tessera verify NAME: ends with 1 when something is damaged and was not repaired. */
export const defineVerify: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--repair", "make damaged files anew from the files that they came from")
    .action(async (dataset: string, { repair }: { repair?: boolean }) => {
      const report = await session.call(datasetVerify, { dataset, repair });
      await session.print(report, ({ files, bytes, faults, repaired }) =>
        faults.length === 0
          ? `${dataset}: ${countOf(files, "file")}, ${formatBytes(bytes)}, all as they were written.`
          : [
              ...faults.map(({ file, fault }) => `${file}: ${fault}`),
              ...(repaired ? ["Repaired."] : []),
            ].join("\n"),
      );
      if (report.faults.length > 0 && !report.repaired) {
        throw new Problem("damaged", `${dataset} is damaged, see above.`, {
          remedy: `tessera verify "${dataset}" --repair makes it anew from the files that it came from, tessera rollback "${dataset}" goes back a version.`,
        });
      }
    });
};

/** tessera rejects NAME */
export const defineRejects: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--column <name>", "only cells of this column")
    .option("--reason <reason>", "only cells of this reason: blank, na-token, text, infinite, ...")
    .option("--limit <n>", "how many", readCount, 50)
    .option("--offset <n>", "after how many", readCount, 0)
    .action(
      async (
        dataset: string,
        options: { column?: string; reason?: string; limit: number; offset: number },
      ) => {
        const result = await session.call(datasetRejects, { dataset, ...options });
        await session.print(result, ({ counts, total, rejects }) => {
          const reasons = Object.entries(counts).map(([reason, count]) => `${formatCount(count)} ${reason}`);
          if (reasons.length === 0) return "Every cell was taken as written.";
          const table = formatTable(
            [
              { title: "file", text: ({ file }) => file },
              { title: "line", align: "right", text: ({ line }) => String(line) },
              { title: "column", text: ({ column }) => column },
              { title: "text", text: ({ text }) => JSON.stringify(text) },
              { title: "reason", text: ({ reason }) => reason },
              {
                title: "value used",
                align: "right",
                text: ({ value }) => (value === null ? "none" : String(value)),
              },
            ],
            rejects,
          );
          const rest = total - options.offset - rejects.length;
          return [
            table,
            rest > 0 ? `... and ${formatCount(rest)} more (--limit, --offset)` : "",
            reasons.join(", "),
          ]
            .filter(Boolean)
            .join("\n");
        });
      },
    );
};
