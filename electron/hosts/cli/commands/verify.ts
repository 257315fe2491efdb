import { datasetVerify } from "../../../contract/methods/dataset.ts";
import { Problem } from "../../../contract/problem.ts";
import { formatBytes } from "../../../contract/text.ts";
import type { DefineCommand } from "../command-entry.ts";

/** tessera verify NAME: ends with 1 when something is damaged and was not repaired. */
export const defineVerify: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--repair", "make damaged files anew from the files that they came from")
    .action(async (dataset: string, { repair }: { repair?: boolean }) => {
      const report = await session.call(datasetVerify, { dataset, repair });
      await session.print(report, ({ files, bytes, faults, repaired }) =>
        faults.length === 0
          ? `${dataset}: ${files} files, ${formatBytes(bytes)}, all as they were written.`
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
