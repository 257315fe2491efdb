import { type Data, Field, makeData, RecordBatch, Schema, Struct } from "apache-arrow";

/** A record batch of named columns of equal length. A column may hold nulls unless it is in `required`. */
export function recordBatch(
  columns: readonly (readonly [string, Data])[],
  required: readonly string[] = [],
): RecordBatch {
  const fields = columns.map(([name, data]) => new Field(name, data.type, !required.includes(name)));
  const length = columns[0]?.[1].length ?? 0;
  return new RecordBatch(
    new Schema(fields),
    makeData({ type: new Struct(fields), length, nullCount: 0, children: columns.map(([, data]) => data) }),
  );
}
