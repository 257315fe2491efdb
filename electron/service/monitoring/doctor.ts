/** What an installation needs, one check after the other; each says what to do where it does not hold. */
import { constants } from "node:fs";
import { access, mkdir, rm } from "node:fs/promises";
import { arch, platform, release } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import type { doctorCheck } from "../../contract/methods/monitor.ts";
import { problemOf } from "../../contract/problem.ts";
import { countOf, formatBytes } from "../../contract/text.ts";
import type { ServiceContext } from "../context.ts";
import { replaceDurably } from "../disk/durable.ts";
import { abiVersion } from "../engine/load-addon.ts";
import { diskOf, hostMemory } from "../host-resources.ts";
import { readPortfolios } from "../portfolios/portfolio-files.ts";
import { readViews } from "../views/kept-views.ts";

type Check = z.infer<typeof doctorCheck>;

const good = (name: string, detail: string): Check => ({ name, state: "ok", detail, remedy: null });
const warning = (name: string, detail: string, remedy: string): Check => ({
  name,
  state: "warning",
  detail,
  remedy,
});

/** Every check; one that throws has failed and says why. */
export async function examine(context: ServiceContext): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [name, look] of Object.entries(examinations)) {
    try {
      checks.push(...(await look(context)));
    } catch (error) {
      const { message, remedy } = problemOf(error);
      checks.push({ name, state: "failed", detail: message, remedy: remedy ?? null });
    }
  }
  return checks;
}

const examinations: Readonly<Record<string, (context: ServiceContext) => Promise<Check[]>>> = {
  environment: async ({ version }) => [
    good(
      "environment",
      `Tessera ${version}, Node ${process.versions.node}, ${platform()} ${release()} ${arch()}, ABI ${abiVersion}`,
    ),
  ],
  memory: async () => {
    const { free, total } = hostMemory();
    const detail = `${formatBytes(free)} free of ${formatBytes(total)}`;
    return [
      free < leastMemory
        ? warning("memory", detail, "Close other programs: 100,000 strategies want a gigabyte.")
        : good("memory", detail),
    ];
  },
  backends: async ({ engine }) =>
    (await engine.report()).map(({ name, used, reason, devices }) => {
      const on = devices.map((device) => `${device.name}, ${device.detail}`).join("; ");
      const detail = [used ? "in use" : "not in use", reason, on].filter((part) => part !== "").join(": ");
      return used || devices.length > 0
        ? good(name, detail)
        : warning(name, detail, "docs/gpu.md has what each reason means; without it the processor computes.");
    }),
  "self-test": async ({ engine }) =>
    (await engine.selfTest()).map(({ name, passed, checks }) => {
      const title = `self-test ${name}`;
      const wrong = checks.filter((one) => !one.passed).map((one) => one.name);
      if (passed) return good(title, `all ${checks.length} published figures are met`);
      return {
        name: title,
        state: "failed" as const,
        detail: `not met: ${wrong.join(", ")}`,
        remedy: "Set engine.backend = cpu and report it.",
      };
    }),
  "data root": async ({ home }) => {
    await mkdir(home, { recursive: true });
    await access(home, constants.R_OK | constants.W_OK | constants.X_OK);
    const trial = join(home, ".doctor.json");
    // As every file of ours is written: aside, flushed, renamed.
    await replaceDurably(trial, "{}");
    await rm(trial);
    return [good("data root", `${home} can be written to`)];
  },
  disk: async ({ home, settings }) => {
    const { free, total } = await diskOf(home);
    const detail = `${formatBytes(free)} free of ${formatBytes(total)}`;
    return [
      free < settings.get("alerts.disk_free_gb") * 1e9
        ? warning("disk", detail, "Empty the trash (tessera trash --empty), or move the data root.")
        : good("disk", detail),
    ];
  },
  settings: async ({ settings }) => {
    settings.reload();
    return [good("settings", `${settings.file} is read without a fault`)];
  },
  data: async ({ datasets, home }) => {
    const { manifests, damaged } = await datasets.list();
    const others = [...(await readPortfolios(home)).damaged, ...(await readViews(home)).damaged];
    const whole = good("data", `${countOf(manifests.length, "dataset")}, none damaged`);
    return [
      ...(damaged.length + others.length === 0 ? [whole] : []),
      ...damaged.map(({ name, problem }) =>
        warning("data", `${name}: ${problem.message}`, `tessera verify ${name} says what is damaged.`),
      ),
      ...others.map(({ file, reason }) => warning("data", `${file}: ${reason}`, "Remove the file.")),
    ];
  },
};

const leastMemory = 1e9;
