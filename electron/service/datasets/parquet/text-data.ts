import { type Data, makeData, Utf8 } from "apache-arrow";

/** An Arrow utf8 column of `texts`; null stays null. */
export function textData(texts: readonly (string | null)[]): Data<Utf8> {
  const length = texts.length;
  const valueOffsets = new Int32Array(length + 1);
  const nullBitmap = new Uint8Array((length + 7) >> 3);
  let nullCount = 0;
  let end = 0;
  texts.forEach((text, index) => {
    if (text === null) nullCount++;
    else {
      end += Buffer.byteLength(text);
      nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7));
    }
    valueOffsets[index + 1] = end;
  });
  const data = new Uint8Array(Buffer.from(texts.join(""), "utf8"));
  return makeData({
    type: new Utf8(),
    length,
    nullCount,
    valueOffsets,
    data,
    ...(nullCount > 0 ? { nullBitmap } : {}),
  });
}
