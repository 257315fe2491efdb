import { Amount } from "./Amount.tsx";
import { formatBytes } from "./format-bytes.ts";

export function Bytes({ value }: { value: number }) {
  return <Amount {...formatBytes(value)} />;
}
