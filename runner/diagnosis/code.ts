/** A source with its comments blanked, line for line: what somebody notes beside the code blames no line. */
export function withoutComments(source: string): string {
  return source.replace(TEXTS_AND_COMMENTS, (found) =>
    /^\/[/*]/.test(found) ? found.replace(/[^\n]/g, ' ') : found,
  )
}

/** Texts are looked for as well, since what looks like a comment in one is none. */
const TEXTS_AND_COMMENTS =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g
