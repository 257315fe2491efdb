/** Options that were given: those that are not undefined. */
export function givenFlags<Flags extends object>(flags: Flags): Flags {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as Flags;
}
