const english = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** English weekday of an ISO date. */
export function weekdayName(date: string): string {
  return english[dayOfWeek(date)] ?? "";
}

/** 0 = Sunday. */
const dayOfWeek = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** Whether a date is of a weekday, 0 = Sunday. */
export const isOfWeekday = (date: string, weekday: number): boolean => dayOfWeek(date) === weekday;

/** Names of weekdays, from Sunday on, in the languages of the months; without accents. */
const names = [
  "sunday sonntag domingo dimanche domenica zondag воскресенье",
  "monday montag lunes lundi lunedi segunda maandag понедельник",
  "tuesday dienstag martes mardi martedi terca dinsdag вторник",
  "wednesday weds mittwoch miercoles mercredi mercoledi quarta woensdag среда",
  "thursday donnerstag jueves jeudi giovedi quinta donderdag четверг",
  "friday freitag viernes vendredi venerdi sexta vrijdag пятница",
  "saturday samstag sonnabend sabado samedi sabato zaterdag суббота",
].map((line) => line.split(" "));

/** Abbreviations of two letters, and the signs of Chinese, Japanese and Korean. */
const short = new Map(
  ["su so zo вс 日 일", "mo пн 一 月 월", "tu di вт 二 火 화", "we mi wo ср 三 水 수"]
    .concat(["th do чт 四 木 목", "fr vr пт 五 金 금", "sa za сб 六 土 토"])
    .flatMap((line, weekday) => line.split(" ").map((name) => [name, weekday] as const)),
);

/** Weekday of a name or its beginning, 0 = Sunday; null for what is none. */
export function weekdayOf(text: string): number | null {
  const plain = text
    .trim()
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
    .replace(/\.$|-feira$/, "")
    .replace(/^(星期|周|週)|曜日?$|요일$/g, "");
  const known = short.get(plain);
  if (known !== undefined) return known;
  if (!/^\p{L}{3,}$/u.test(plain)) return null;
  const found = names.findIndex((all) => all.some((name) => name.startsWith(plain)));
  return found < 0 ? null : found;
}

/** A word that may be a weekday; whether it is one `weekdayOf` tells. Source of an expression without groups. */
export const weekdayWord =
  "(?:(?:星期|周|週)[日一二三四五六]|[日月火水木金土](?:曜日?)?|[일월화수목금토](?:요일)?|\\p{L}{2,12}(?:-feira)?\\.?)";

const bytesAsLatin1 = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));
const letter = (one: string): string =>
  [...new Set([one.toLowerCase(), one.toUpperCase()].flatMap((form) => [form, bytesAsLatin1(form)]))].join(
    "|",
  );

/** A word in capitals or not, also as UTF-8 that was read as Latin-1: source of an expression without groups. */
export const anyLetters = (word: string): string => [...word].map((one) => `(?:${letter(one)})`).join("");

/** A name from its third letter on or whole: "fri", "frida" and "friday", never "fridge". */
const beginningOf = (name: string): string =>
  [...name].reduceRight((rest, one, at) => {
    const own = `(?:${letter(one)})${rest}`;
    return at < 3 ? own : `(?:${own})?`;
  }, "");

/** The same names as written with their accents. */
const accented = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "miércoles", "sábado", "terça"];

/**
 * A weekday before a date, in words: source of an expression without groups, which also holds of UTF-8 that was read as
 * Latin-1.
 */
export const weekdayInWords = `(?:(?:${[...names.flat(), ...accented].map(beginningOf).join("|")})(?:-feira)?|${[
  ...short.keys(),
]
  .filter((name) => name.length === 2)
  .map(anyLetters)
  .join("|")})`;

/** Whether a word of small ASCII letters is the beginning of a weekday's name. */
export const beginsWeekday = (word: string): boolean =>
  names.some((all) => all.some((name) => name.startsWith(word)));

/** How weekdays are counted, by what stands for Sunday and the days behind it. */
const counts = [
  { of: (weekday: number) => (weekday === 0 ? 7 : weekday) },
  { of: (weekday: number) => (weekday + 6) % 7 },
  { of: (weekday: number) => weekday },
  { of: (weekday: number) => weekday + 1 },
];

/** Share of numbered rows that one way of counting must agree with. */
const enough = 0.5;

/**
 * Weekdays (0 = Sunday) of a column that says them by names, else by numbers in the way of counting that most dates agree with;
 * null for a row that says none, or where no way of counting agrees. `dates` are null where a row has none.
 */
export function weekdaysBeside(
  dates: readonly (string | null)[],
  days: readonly string[],
): readonly (number | null)[] {
  const filled = days.filter((day) => day.trim() !== "");
  const areNumbers = filled.length > 0 && filled.every((day) => /^\s*[0-7](\.0+)?\s*$/.test(day));
  if (!areNumbers) return days.map(weekdayOf);
  const agreeing = ({ of }: (typeof counts)[number]): number =>
    days.filter((day, row) => {
      const date = dates[row];
      return day.trim() !== "" && date && Number(day) === of(dayOfWeek(date));
    }).length;
  const best = counts.toSorted((a, b) => agreeing(b) - agreeing(a))[0];
  if (!best || agreeing(best) < filled.length * enough) return days.map(() => null);
  return days.map((day) => {
    const weekday = [0, 1, 2, 3, 4, 5, 6].find((one) => best.of(one) === Number(day));
    return day.trim() === "" ? null : (weekday ?? null);
  });
}
