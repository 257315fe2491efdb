import { styleText } from "./markup.ts";

/** The look of a report: one column of light pages, on paper and on a screen. Lengths in mm are those of the sheet. */
export function pageStyle(title: string, fonts: string): string {
  return `${fonts}
@page {
  size: A4; margin: 16mm 15mm 17mm;
  @bottom-left { content: ${styleText(title)}; font: 7.5pt "Inter Variable", sans-serif; color: #5f6b7c; }
  @bottom-right { content: counter(page) " of " counter(pages); font: 7.5pt "Inter Variable", sans-serif; color: #5f6b7c; }
}
* { box-sizing: border-box; }
html { color-scheme: light; background: #eef0f3; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body {
  margin: 0 auto; max-width: 210mm; padding: 16mm 15mm; background: #fff; color: #1c2127;
  font: 9.5pt/1.5 "Inter Variable", Inter, system-ui, "Segoe UI", Helvetica, Arial, sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1 { font-size: 26pt; line-height: 1.15; font-weight: 650; letter-spacing: -0.02em; margin: 0 0 2mm; }
h2 { font-size: 14pt; line-height: 1.25; font-weight: 620; letter-spacing: -0.01em; margin: 0 0 4mm; padding-top: 3mm; border-top: 0.5mm solid #1c2127; break-after: avoid; }
h3 { font-size: 9.5pt; font-weight: 620; margin: 4mm 0 1.5mm; break-after: avoid; }
p { margin: 0 0 2mm; }
section { margin: 0 0 11mm; }
.ruin { color: #ac2f33; }
.note { color: #5f6b7c; font-size: 8pt; line-height: 1.45; margin: 1.5mm 0 0; }
.lead { font-size: 11pt; color: #404854; margin-bottom: 6mm; }
.cover { break-after: page; } .new-page { break-before: page; }
.cover-head { display: flex; justify-content: space-between; color: #5f6b7c; font-size: 8.5pt; margin-bottom: 14mm; padding-bottom: 2mm; border-bottom: 0.25mm solid #d3d8de; }
.logo { display: block; max-width: 60mm; max-height: 22mm; margin: 0 0 10mm; }
.callout { border-left: 1.4mm solid #8f99a8; background: #f6f7f9; padding: 3mm 4mm; margin: 0 0 4mm; break-inside: avoid; }
.callout b { font-size: 12pt; font-weight: 620; }
.callout p { margin: 0.5mm 0 0; }
.callout.good { border-color: #1c8a4c; background: #f0f8f3; } .callout.good b { color: #13703b; }
.callout.bad { border-color: #cd4246; background: #fcf2f2; } .callout.bad b { color: #ac2f33; }
.key-figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 0; margin: 6mm 0; border-top: 0.25mm solid #d3d8de; }
.key-figures div { padding: 2.5mm 3mm 2.5mm 0; border-bottom: 0.25mm solid #d3d8de; }
.key-figures b { display: block; font-size: 15pt; line-height: 1.3; font-weight: 600; letter-spacing: -0.01em; }
.label { display: block; color: #5f6b7c; font-size: 8pt; line-height: 1.35; }
.notes { margin: 6mm 0; white-space: pre-line; } .notes h2 { font-size: 10pt; border: 0; padding: 0; margin: 0 0 1.5mm; }
.facts, .columns dl, .terms { margin: 0; }
.facts div { display: grid; grid-template-columns: 34mm 1fr; gap: 3mm; padding: 1.1mm 0; border-bottom: 0.2mm solid #eceef1; break-inside: avoid; font-size: 8.5pt; }
.facts dt { color: #5f6b7c; } .facts dd { margin: 0; }
.columns { display: grid; grid-template-columns: repeat(3, 1fr); gap: 7mm; break-inside: avoid; }
.columns h3 { margin-top: 0; }
.columns dl div { display: flex; justify-content: space-between; gap: 3mm; padding: 0.9mm 0; border-bottom: 0.2mm solid #eceef1; font-size: 8.5pt; }
.columns dt { color: #404854; } .columns dd { margin: 0; font-weight: 560; white-space: nowrap; }
.terms div { display: grid; grid-template-columns: 44mm 1fr; gap: 4mm; padding: 0.8mm 0; border-bottom: 0.2mm solid #eceef1; font-size: 8pt; line-height: 1.4; break-inside: avoid; }
.note + .terms { margin-top: 1.5mm; }
.terms dt { font-weight: 560; } .terms dd { margin: 0; color: #404854; }
figure { margin: 0 0 3mm; break-inside: avoid; } figure svg { display: block; width: 100%; height: auto; }
table { width: 100%; border-collapse: collapse; font-size: 8pt; line-height: 1.35; margin: 0 0 1.5mm; }
thead { display: table-header-group; }
th { overflow-wrap: normal; font-weight: 560; color: #5f6b7c; text-align: left; vertical-align: bottom; border-bottom: 0.3mm solid #8f99a8; padding: 1mm 1.2mm; }
td { border-bottom: 0.2mm solid #eceef1; padding: 0.9mm 1.2mm; vertical-align: top; }
tbody th { border-bottom: 0.2mm solid #eceef1; color: #1c2127; vertical-align: top; }
tr { break-inside: avoid; }
.figure { text-align: right; white-space: nowrap; } th.figure { white-space: normal; }
.months td, .months th { padding: 1.4mm 0.6mm; } .months .total { font-weight: 620; }
.whole-part { break-inside: avoid; margin-bottom: 4mm; }
@media screen { body { box-shadow: 0 1mm 6mm rgb(0 0 0 / 12%); margin: 8mm auto; } }
@media print { html { background: #fff; } body { margin: 0; padding: 0; max-width: none; } section:last-child { margin-bottom: 0; } }
`;
}
