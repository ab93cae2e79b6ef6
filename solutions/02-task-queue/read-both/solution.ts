/** Starts reading the file `name` and returns at once; calls `cb` with its text when it is there. */
export type Read = (name: string, cb: (text: string) => void) => void

/** Reads two files, both under way at once; calls `done` once, with the text of `a` and then that of `b`. */
export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  // #region stub
  // // TODO: both reads may be under way at once; done gets the texts in the order [a, b]
  // #endregion
  // #region solution
  const texts: [string, string] = ['', '']
  let missing = 2
  const keep = (slot: 0 | 1) => (text: string) => {
    texts[slot] = text
    missing--
    if (missing === 0) done(texts)
  }
  read(a, keep(0))
  read(b, keep(1))
  // #endregion
}
