import { describe, expect, it } from "vitest";
import { excludesConstant } from "../../../electron/service/search/resolve.ts";
import { loadSettings } from "../../../electron/service/settings/load-settings.ts";

describe("excludesConstant", () => {
  const on = loadSettings({});
  const off = loadSettings({ overrides: ["search.exclude_constant=false"] });

  it("keeps the legacy profile as the replaced system was", () => {
    expect(excludesConstant({ profile: "legacy" }, on)).toBe(false);
    expect(excludesConstant({ profile: "legacy", excludeConstant: true }, on)).toBe(true);
  });

  it("leaves them out of other profiles unless the request or the setting says no", () => {
    for (const profile of ["textbook", "r"] as const) {
      expect(excludesConstant({ profile }, on)).toBe(true);
      expect(excludesConstant({ profile }, off)).toBe(false);
      expect(excludesConstant({ profile, excludeConstant: false }, on)).toBe(false);
    }
  });
});
