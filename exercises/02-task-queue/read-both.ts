/** Starts reading the file `name` and returns at once; calls `cb` with its text when it is there. */
export type Read = (name: string, cb: (text: string) => void) => void

/** Reads two files, both under way at once; calls `done` once, with the text of `a` and then that of `b`. */
export function readBoth(
  read: Read,
  a: string,
  b: string,
  done: (texts: [string, string]) => void,
): void {
  // TODO: both reads may be under way at once; done gets the texts in the order [a, b]
}
