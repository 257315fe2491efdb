import { describe, expect, it } from "vitest";
import { startsWithDate } from "../../../../electron/service/importing/dates/day-at-start.ts";

describe("a cell that begins with a weekday and a day", () => {
  it.each([
    "Sat 14/01/2023",
    "saturday, 14-01-2023",
    "Thurs 5 Jan 2023",
    "samedi 14/01/2023",
    "lun. 09-01-2023",
    "QUI 05/01/2023",
    "segunda-feira, 02/01/2023",
    "mié 04/01/2023",
    "Sábado 07/01/2023",
    "вторник 03.01.2023",
  ])("is a day: %s", (cell) => expect(startsWithDate.test(cell)).toBe(true));

  it.each([
    "SAMPLEX 1017-1217 SL48%TP57%",
    "Sunrise 12-24",
    "MARKET 1017-1217",
    "MONEY 10-12",
    "Friends 5 of 9",
    "Don Quixote 1605-1615",
    "Vienna 9-17",
  ])("is a name whose first letters alone are a weekday's: %s", (cell) =>
    expect(startsWithDate.test(cell)).toBe(false),
  );
});

describe("a cell that begins with a day whose month is a word", () => {
  it.each([
    "5 Jan 2024",
    "5. Februar 2024",
    "5 févr. 2024",
    "5 DÉC 2024",
    "5 de enero de 2024",
    "1-mrt-24",
    "5 января 2024",
    Buffer.from("5 août 2024").toString("latin1"),
    "Jan 5, 2024",
    "janv. 5 2024",
    "Aug/5/2024",
  ])("is a day: %s", (cell) => expect(startsWithDate.test(cell)).toBe(true));

  it.each(["16 Delta 45 DTE", "30-Delta-21", "5 min 20 SL", "NIFTY 25 2024", "Alpha 12 2024"])(
    "is a name: %s",
    (cell) => expect(startsWithDate.test(cell)).toBe(false),
  );
});

describe("a cell that begins with a day in numbers", () => {
  it.each([
    "05.01.2024",
    "5. 1. 2024",
    "5/1/24",
    "05 01 2024",
    "2024.01.05",
    "2024-01-05T09:30",
    "20240105",
    "20240105 093000",
    "20240105;093000",
  ])("is a day: %s", (cell) => expect(startsWithDate.test(cell)).toBe(true));

  it.each(["09.20 15.15 SS", "9.30 10.15", "10002345", "20241399"])("is a name: %s", (cell) =>
    expect(startsWithDate.test(cell)).toBe(false),
  );
});
