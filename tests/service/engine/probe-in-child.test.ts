import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { nativeFolder } from "../../../electron/service/engine/load-addon.ts";
import { probeInChild } from "../../../electron/service/engine/probe-in-child.ts";

describe("probeInChild", () => {
  it("accepts a backend that scores right in another process", async () => {
    const answer = await probeInChild(20)(join(nativeFolder(), "libtessera_backend_cpu.so"));
    expect(answer).toMatchObject({ works: true });
  });

  it("answers with the loader's words for a file that is no library", async () => {
    const answer = await probeInChild(20)(import.meta.filename);
    expect(answer.works).toBe(false);
    expect(answer).toHaveProperty("reason", expect.stringMatching(/ELF|not a|invalid/i));
  });

  it("gives up after its time limit", async () => {
    const answer = await probeInChild(0.001)(join(nativeFolder(), "libtessera_backend_cpu.so"));
    expect(answer).toEqual({ works: false, reason: "it did not answer within 0.001 s" });
  });
});
