/** A mistake of the person at the keyboard: shown as its sentences, without a stack. */
export class UsageError extends Error {
  /** Stable, kebab-case, for `--json` and for tests. */
  readonly code: string
  /** What to type or do next. */
  readonly next: string | undefined

  /** @param message What happened and why: capital letter, no full stop, the offending value quoted. */
  constructor(code: string, message: string, next?: string) {
    super(message)
    this.name = 'UsageError'
    this.code = code
    this.next = next
  }
}
