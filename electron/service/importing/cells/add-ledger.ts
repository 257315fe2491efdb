import type { VersionWriter } from "../../datasets/version/begin.ts";
import type { Ledger } from "./ledger.ts";
import { ledgerFile } from "./ledger-file.ts";

/** Writes the ledger as a file of the version, if a cell is listed. An append keeps the older ones. */
export async function addLedger(ledger: Ledger, writer: VersionWriter): Promise<void> {
  if (ledger.listed === 0) return;
  const taken = new Set(writer.files.map((file) => file.path));
  const path = taken.has("rejects.parquet") ? `rejects-${writer.version}.parquet` : "rejects.parquet";
  await writer.addFile(
    { path, kind: "rejects", rows: ledger.listed },
    await ledgerFile(ledger, writer.createdBy),
  );
}
