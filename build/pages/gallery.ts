// Draws every chart in both themes to docs/images/gallery and writes docs/gallery.md. npm run gallery

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chartThemes } from "../../electron/charts/parts/theme.ts";
import { moneyOf } from "../../electron/contract/figures/money.ts";
import { chartPng } from "../../electron/service/exporting/pictures/picture.ts";
import { type Sample, samples } from "./gallery-samples.ts";

const docs = join(import.meta.dirname, "../..", "docs");
export const galleryFolder = join(docs, "images", "gallery");
export const galleryThemes = ["light", "dark"] as const;
type Theme = (typeof galleryThemes)[number];

const pixels = { width: 720, height: 440 };

export const pictureName = ({ module }: Sample, theme: Theme): string => `${module}-${theme}.png`;

/** The chart as a result folder would have it. */
export function galleryPicture({ title, draw }: Sample, theme: Theme): Promise<Uint8Array> {
  const option = draw({
    theme: chartThemes[theme],
    title,
    money: moneyOf({ money: "INR", capital: 0, as: "amount" }),
  });
  return chartPng(option, pixels.width, pixels.height);
}

/** docs/gallery.md. */
export function galleryPage(): string {
  const charts = samples.map((sample) => {
    const { module, chart, title, shows } = sample;
    const pictures = galleryThemes.map(
      (theme) =>
        `<img src="images/gallery/${pictureName(sample, theme)}" width="49%" alt="${title}, ${theme}">`,
    );
    return `## ${title}\n\n\`${chart.name}\` in \`electron/charts/${module}.ts\`: ${shows}.\n\n${pictures.join("\n")}\n`;
  });
  return `# Gallery of charts

<!-- Written by npm run gallery. -->

Every chart in both themes, drawn as the product draws it into a result folder, from data that never changes. A test draws
them again and compares. What charts have in common is in [charts.md](charts.md).

${charts.join("\n")}`;
}

if (import.meta.main) {
  rmSync(galleryFolder, { recursive: true, force: true });
  mkdirSync(galleryFolder, { recursive: true });
  for (const sample of samples) {
    for (const theme of galleryThemes)
      writeFileSync(join(galleryFolder, pictureName(sample, theme)), await galleryPicture(sample, theme));
  }
  writeFileSync(join(docs, "gallery.md"), galleryPage());
}
