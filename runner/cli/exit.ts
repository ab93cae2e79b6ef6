/** Exit codes: everything passed; something failed; wrong usage, or a fault of ours. */
export const PASSED = 0
export const FAILED = 1
export const WRONG = 2

export type ExitCode = number
