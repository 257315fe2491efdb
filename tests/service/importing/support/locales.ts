/** Locales whose way to write numbers differs, and signs of notations around them. */
export const locales = [
  "en-US",
  "de-DE",
  "en-IN",
  "fr-FR",
  "de-CH",
  "sv-SE",
  "ar-EG",
  "fa-IR",
  "hi-IN-u-nu-deva",
  "pt-BR",
  "pl-PL",
  "ja-JP",
];

/** A number from its size as the locale writes it, whether it is negative, and the whole as the locale writes it. */
export const signs: ((size: string, negative: boolean, whole: string) => string)[] = [
  (_size, _negative, whole) => whole,
  (size, negative) => (negative ? `(${size})` : size),
  (size, negative) => (negative ? `${size}-` : size),
  (size, negative) => `${negative ? "-" : ""}$${size}`,
  (size, negative) => `${size} ${negative ? "DR" : "CR"}`,
  (size, negative) => (negative ? `\u2212${size}` : size),
  (size, negative) => `${negative ? "\u2013" : ""}${size} %`,
];
