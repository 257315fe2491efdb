import { describe, expect, it, test } from "vitest";
import type { TesseraAddon } from "../../../electron/service/engine/addon/addon.ts";
import type { BackendDescription } from "../../../electron/service/engine/addon/backend.ts";
import { bestOnCpu, chooseBackend } from "../../../electron/service/engine/choose-backend.ts";
import type { Prober } from "../../../electron/service/engine/probe-answer.ts";

const works: Prober = async () => ({ works: true, seconds: 0.1 });
const libraries = [
  { name: "cuda", path: "/native/cuda" },
  { name: "cpu", path: "/native/cpu" },
];

function backend(name: string, score: number, reason = ""): BackendDescription {
  return { handle: {} as never, name, version: "1", abiVersion: 1, score, reason, devices: [] };
}

/** An addon whose backends are given; loading any other library fails as dlopen does. */
function addonWith(...backends: BackendDescription[]): TesseraAddon {
  const loadBackend = async (path: string): Promise<BackendDescription> => {
    const found = backends.find((one) => path.endsWith(one.name));
    if (!found)
      throw Object.assign(new Error(`${path}: cannot open shared object file`), { code: "internal" });
    return found;
  };
  return { loadBackend } as unknown as TesseraAddon;
}

describe("chooseBackend", () => {
  it("takes the best backend that passes its probe", async () => {
    const addon = addonWith(backend("cuda", 100), backend("cpu", 1));
    const choice = await chooseBackend(libraries, "auto", addon, works);
    expect(choice.usable.map((one) => one.name)).toEqual(["cuda", "cpu"]);
    expect(choice.reports.map((one) => one.used)).toEqual([true, false]);
    expect(choice.reports[1]?.reason).toContain("cuda is used");
  });

  it("treats a crashed probe as an answer and never loads that library here", async () => {
    const crashed: Prober = async () => ({ works: false, reason: "its probe crashed (SIGSEGV)" });
    const choice = await chooseBackend(libraries, "auto", addonWith(backend("cpu", 1)), crashed);
    expect(choice.usable.map((one) => one.name)).toEqual(["cpu"]);
    expect(choice.reports[0]).toMatchObject({
      name: "cuda",
      used: false,
      reason: "its probe crashed (SIGSEGV)",
    });
  });

  it("passes on the backend's own reason when its score is 0", async () => {
    const addon = addonWith(backend("cuda", 0, "no NVIDIA driver is installed"), backend("cpu", 1));
    const choice = await chooseBackend(libraries, "auto", addon, works);
    expect(choice.reports[0]?.reason).toBe("no NVIDIA driver is installed");
    expect(choice.reports[1]).toMatchObject({ used: true });
  });

  it("obeys an explicit choice of the CPU without probing the GPU", async () => {
    const never: Prober = () => Promise.reject(new Error("probed"));
    const choice = await chooseBackend(libraries, "cpu", addonWith(backend("cpu", 1)), never);
    expect(choice.reports[0]?.reason).toBe("engine.backend asks for cpu");
    expect(choice.reports[1]?.reason).toContain("chosen by the setting");
  });

  it("falls back to the CPU with a reason when the wanted backend cannot run", async () => {
    const dead: Prober = async () => ({ works: false, reason: "no device" });
    const choice = await chooseBackend(libraries, "cuda", addonWith(backend("cpu", 1)), dead);
    expect(choice.usable[0]?.name).toBe("cpu");
    expect(choice.reports[1]?.reason).toContain("asks for cuda, which cannot be used here");
  });

  it("says what is wrong with every library when none can run", async () => {
    await expect(chooseBackend(libraries, "auto", addonWith(), works)).rejects.toMatchObject({
      report: { code: "unsupported", remedy: expect.stringContaining("cpu: /native/cpu: cannot open") },
    });
  });
});

test("whole passes over a large matrix may go to a device", () => {
  expect(bestOnCpu(false, 82 * 25_544, "passes", 2)).toBe(false);
});

test("a small matrix stays on the processor", () => {
  expect(bestOnCpu(false, 82 * 35, "passes", 2)).toBe(true);
});

test("very many small batches stay on the processor", () => {
  expect(bestOnCpu(false, 82 * 25_544, "small-batches", 2)).toBe(true);
});

test("a device is looked for where a search would take the processor long", () => {
  const plan = { evaluations: 80e6, islands: 64 };
  expect(bestOnCpu(false, 82 * 25_544, plan, 2)).toBe(false);
  expect(bestOnCpu(false, 82 * 25_544, plan, 64)).toBe(true);
  expect(bestOnCpu(false, 82 * 35, plan, 2)).toBe(true);
});

test("a backend chosen by hand is used for everything", () => {
  expect(bestOnCpu(true, 82, "small-batches", 2)).toBe(false);
});
