/** A formatted figure with its unit: signs go in front ("₹312", "−$1.2k"), words behind ("312 currency"). */
export function formatAmount(figure: string, unit: string): string {
  if (unit.length > 1) return `${figure} ${unit}`;
  return figure.startsWith("−") ? `−${unit}${figure.slice(1)}` : `${unit}${figure}`;
}
