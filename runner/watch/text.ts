/** Groups of lines with an empty line between them. */
export function sections(...groups: readonly (readonly string[])[]): string[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => [...(index > 0 ? [''] : []), ...group])
}

/** Longer lines are hard to read, however wide the terminal. */
export const PROSE_COLUMNS = 88
