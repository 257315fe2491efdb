import { DuckDBInstance } from "@duckdb/node-api";

/** The rows of a query as plain objects, from a reader that is not ours. */
export async function duckdbQuery(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(sql);
  const objects = reader.getRowObjects();
  connection.closeSync();
  return objects;
}
