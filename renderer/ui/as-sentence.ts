/** A reason that was written to stand behind a name, as a sentence of its own. Names of settings keep their small letter. */
export function asSentence(reason: string): string {
  const beginsWithWord = /^[a-z]+[ ,]/.test(reason);
  const begun = beginsWithWord ? `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}` : reason;
  return /[.!?]$/.test(begun) || begun === "" ? begun : `${begun}.`;
}
