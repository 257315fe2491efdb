import { expect, it } from "vitest";
import { outsideArchive } from "../../electron/service/program-files.ts";

it("points beside the archive of the packaged desktop", () => {
  expect(outsideArchive("/opt/Tessera/resources/app.asar/dist/native")).toBe(
    "/opt/Tessera/resources/app.asar.unpacked/dist/native",
  );
  expect(outsideArchive("C:\\Tessera\\resources\\app.asar\\dist")).toBe(
    "C:\\Tessera\\resources\\app.asar.unpacked\\dist",
  );
});

it("leaves every other path alone", () => {
  for (const path of ["/srv/tessera/dist/native", "/opt/app.asar.unpacked/dist", "/data/my-app.asar/x"]) {
    expect(outsideArchive(path)).toBe(path);
  }
});
