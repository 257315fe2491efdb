/** One CSV cell, quoted only when it must be (RFC 4180; the same rule as pandas' writer). */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
