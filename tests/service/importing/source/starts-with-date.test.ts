import { describe, expect, it } from "vitest";
import { startsWithDate } from "../../../../electron/service/importing/source/frame.ts";

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
