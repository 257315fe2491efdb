import { expect, it } from "vitest";
import { formatBytes as ofCommandLine } from "../../../electron/hosts/cli/format-bytes.ts";
import { formatBytes } from "../../../renderer/ui/format-bytes.ts";

it.each([
  [0, "0", "B"],
  [999, "999", "B"],
  [1_000, "1.0", "kB"],
  [460_000, "460", "kB"],
  [999_400, "999", "kB"],
  [999_600, "1.0", "MB"],
  [38_702_123, "38.7", "MB"],
  [25_300_000_000, "25.3", "GB"],
])("says %d bytes as %s %s", (bytes, text, unit) => {
  expect(formatBytes(bytes)).toEqual({ text, unit });
});

it("means by MB and GB what the command line means", () => {
  for (const bytes of [412_000, 16_900_000, 151_000_000, 25_300_000_000]) {
    const { text, unit } = formatBytes(bytes);
    const [number, same] = ofCommandLine(bytes).split(" ");
    expect(same).toBe(unit);
    expect(Math.abs(Number(number) - Number(text))).toBeLessThanOrEqual(0.051);
  }
});
