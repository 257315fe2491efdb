import { expect, test } from "vitest";
import { guessEncoding } from "../../../../electron/service/importing/source/guess-encoding.ts";

/** Encodes by looking every character up in what the decoder makes of all sequences of one and two bytes. */
function encoded(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  const learn = (...bytes: number[]): void => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if (letter.length === 1 && letter !== "\ufffd" && !table.has(letter)) table.set(letter, bytes);
  };
  for (let byte = 0; byte < 256; byte++) learn(byte);
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) learn(lead, trail);
  return Uint8Array.from(
    [...text].flatMap((letter) => {
      const bytes = table.get(letter);
      if (!bytes) throw new Error(`${letter} is not in ${encoding}`);
      return bytes;
    }),
  );
}

test.each([
  ["gb18030", "Date,沪深300策略,均线突破\n2024-01-05,5,1\n"],
  ["gb18030", "Date,均值\n2024-01-05,5\n"],
  ["shift_jis", "日付,戦略A,ブレイクアウト\n2024-01-05,5,1\n"],
  ["shift_jis", "Date,日経平均\n2024-01-05,5\n"],
  ["big5", "日期,策略一,臺指期突破\n2024-01-05,5,1\n"],
  ["euc-kr", "날짜,전략,코스피\n2024-01-05,5,1\n"],
  ["euc-jp", "日付,戦略A,ブレイクアウト\n2024-01-05,5,1\n"],
  ["windows-1251", "Дата,Стратегия,Прорыв\n2024-01-05,5,1\n"],
  ["koi8-r", "Дата,Стратегия,Прорыв\n2024-01-05,5,1\n"],
  ["windows-1253", "Ημερομηνία,Στρατηγική\n2024-01-05,5\n"],
  ["windows-1252", "Datum;München;Größe;Zürich\n05.01.2024;5;1;2\n"],
  ["windows-1252", "Date,Day,Größe,B,C\n2024-01-01,Monday,1.5,-2,3\n2024-01-02,Tuesday,-1,2,-3\n"],
  ["windows-1252", "Date,Stratégie élevée,Été\n2024-01-05,5,1\n"],
  ["windows-1252", "Fecha,Estrategia Señal,Día,Reversión\n2024-01-05,5,1,2\n"],
  ["windows-1252", "Date,A €,B £\n2024-01-05,5,1\n"],
  ["windows-1252", "Date,A – B,C’s\n2024-01-05,–5,1\n"],
  ["windows-1252", "Datum,Högsta åtgärd,Återgång\n2024-01-05,5,1\n"],
])("%s is found: %j", async (encoding, text) => {
  expect(await guessEncoding(encoded(text, encoding))).toBe(encoding);
});
