import { beginsAsMonth, monthInWords } from "./date-pattern.ts";
import { beginsWeekday, weekdayInWords } from "./weekdays.ts";

/**
 * A day at the beginning of a cell, in any usual notation. Names that hold numbers are none: "16 Delta 45 DTE", "09.20 15.15
 * IC", an account of eight digits.
 */
export const startsWithDate: Pick<RegExp, "test"> = (() => {
  const day = "\\d{1,2}(st|nd|rd|th)?";
  const inNumbers = "\\d{1,2}(-\\d{1,2}-|/\\d{1,2}/|\\. ?\\d{1,2}\\. ?| \\d{1,2} )\\d{2,4}(?!\\d)";
  const dayMonthYear = `${day}\\.?[-/. ](de )?${monthInWords}( de)?[-/. ,]+\\d{2,4}(?!\\d)`;
  const yearMonthDay = /\d{4}([-/]\d{1,2}[-/]|\. ?\d{1,2}\. ?)\d{1,2}|\d{4}[年년] ?\d{1,2}[月월]/.source;
  const bare = /(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)/.source;
  const monthDay = `${monthInWords} ${day}`;
  const behindWeekday = [dayMonthYear, inNumbers, yearMonthDay, monthDay, bare, "\\d{1,2}(st|nd|rd|th) "];
  const at = (forms: readonly string[]) => new RegExp(`^["'\\s]*(${forms.join("|")})`);
  const numbers = at([yearMonthDay, bare, inNumbers]);
  const words = at([
    dayMonthYear,
    `${monthDay},? \\d{4}`,
    `${monthInWords}[-/]\\d{1,2}[-/]\\d{4}`,
    `${weekdayInWords}[., ]+(${behindWeekday.join("|")})`,
  ]);
  // The names of months and weekdays make an expression that takes 0.1 s to compile, again and again as V8 forgets it: it is
  // asked about texts alone that begin with such a name, or with a day and a word, and have a number behind it.
  const mayBeWords =
    /^["'\s]*(?:\d{1,2}(?:st|nd|rd|th)?\.?[-/. ](?:[A-Za-z]|[^ -~])|([A-Za-z]+)|[^ -~])\D*[-/., ]\d/;
  const isCalled = (text: string): boolean => {
    const found = mayBeWords.exec(text);
    const word = found?.[1]?.toLowerCase() ?? "";
    return found !== null && (word.length < 3 || beginsAsMonth(word) || beginsWeekday(word));
  };
  return { test: (text) => numbers.test(text) || (isCalled(text) && words.test(text)) };
})();

/** A month alone: "Jan-24", "January 2024", "2024-01", "01/2024". */
export const isMonth =
  /^["'\s]*((jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?[-/ ,']{1,2}(\d{2}|\d{4})|(19|20)\d{2}[-/.](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])[-/.](19|20)\d{2})["\s]*$/i;
