import { expect, test } from "vitest";
import { floatData, recordBatch, writeParquet } from "../../../electron/service/datasets/parquet/write.ts";

test("a large table is encoded beside the one loop of the service", async () => {
  const rows = 100_000;
  const columns = Array.from({ length: 10 }, (_, c) => {
    const values = Float64Array.from({ length: rows }, (_, k) => Math.sin(k * (c + 1)));
    return [`c${c}`, floatData(values)] as const;
  });
  const batch = recordBatch(columns);
  const layout = { compression: "zstd", rowGroupRows: rows, writer: "test", splitColumns: [] } as const;
  const [whole, loop] = [process.cpuUsage(), process.threadCpuUsage()];
  const bytes = await writeParquet(batch, layout);
  const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1e6;
  // Of processor time, which a busy machine does not change.
  expect(seconds(process.threadCpuUsage(loop))).toBeLessThan(seconds(process.cpuUsage(whole)) / 3);
  expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe("PAR1");
});
