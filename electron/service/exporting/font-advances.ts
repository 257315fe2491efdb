/** Advance width of a character in units of the font size; 1 for a character that the font lacks. */
export type FontAdvances = (codePoint: number) => number;

/**
 * Reads the advance widths of a TrueType file (tables head, hhea, hmtx and a cmap of format 4), so that text can be
 * measured where there is no DOM.
 */
export function fontAdvances(file: Uint8Array): FontAdvances {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const table = (tag: string): number => {
    for (let i = 0; i < view.getUint16(4); i += 1) {
      const record = 12 + i * 16;
      const name = String.fromCharCode(...file.subarray(record, record + 4));
      if (name === tag) return view.getUint32(record + 8);
    }
    throw new Error(`the font has no table ${tag}`);
  };
  const unitsPerEm = view.getUint16(table("head") + 18);
  const metricCount = view.getUint16(table("hhea") + 34);
  const metrics = table("hmtx");
  const glyphOf = unicodeMap(view, table("cmap"));
  return (codePoint) => {
    const glyph = glyphOf(codePoint);
    if (glyph === 0) return 1;
    const metric = Math.min(glyph, metricCount - 1);
    return view.getUint16(metrics + metric * 4) / unitsPerEm;
  };
}

/** Glyph of a code point by the first Windows Unicode BMP subtable (platform 3, encoding 1, format 4). */
function unicodeMap(view: DataView, cmap: number): (codePoint: number) => number {
  let subtable = 0;
  for (let i = 0; i < view.getUint16(cmap + 2); i += 1) {
    const record = cmap + 4 + i * 8;
    const windowsUnicode = view.getUint16(record) === 3 && view.getUint16(record + 2) === 1;
    if (windowsUnicode) subtable = cmap + view.getUint32(record + 4);
  }
  if (subtable === 0 || view.getUint16(subtable) !== 4)
    throw new Error("the font has no Unicode map of format 4");
  const segments = view.getUint16(subtable + 6) / 2;
  const ends = subtable + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  return (codePoint) => {
    for (let s = 0; s < segments; s += 1) {
      if (codePoint > view.getUint16(ends + s * 2)) continue;
      const start = view.getUint16(starts + s * 2);
      if (codePoint < start) return 0;
      const offset = view.getUint16(offsets + s * 2);
      const delta = view.getUint16(deltas + s * 2);
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(offsets + s * 2 + offset + (codePoint - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}
