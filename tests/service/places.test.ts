import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createService } from "../../electron/service/create-service.ts";
import { liveSettings } from "../../electron/service/settings/live-settings.ts";
import { temporaryHome } from "./datasets/support/temporary-home.ts";

test("no call writes into the store, whoever makes it", async () => {
  const home = await temporaryHome();
  const settings = liveSettings({ file: join(home, "settings.ini"), overrides: [] });
  const service = createService({ home, settings });
  const file = join(home, "datasets", "d", "current");
  const size = { strategies: 2, observations: 3 };
  for (const replace of [true, false])
    await expect(service.callByName("sample.write", { file, replace, ...size })).rejects.toMatchObject({
      report: { code: "bad-request", message: expect.stringContaining("which Tessera keeps") },
    });
  expect(existsSync(file)).toBe(false);
  const allowed = join(home, "results", "a.csv");
  await service.callByName("sample.write", { file: allowed, ...size });
  await expect(service.callByName("sample.write", { file: allowed, ...size })).rejects.toMatchObject({
    report: { code: "already-exists" },
  });
  await service.callByName("sample.write", { file: allowed, replace: true, ...size });
});
