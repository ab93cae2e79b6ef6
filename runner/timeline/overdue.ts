import type { ThreadHeld } from '../trace.ts'

/**
 * For how many ms a timer was due while the thread was held, when it fired at `firedAt`.
 *
 * @param holds until then, in their order
 */
export function overdueMs(
  { due, firedAt }: { readonly due: number; readonly firedAt: number },
  holds: readonly ThreadHeld[],
): number {
  // Being late alone proves nothing: `refresh()` begins a timer anew and leaves no trace.
  const hold = holds.findLast(({ at }) => at <= due)
  return hold && due < hold.at + hold.ms ? Math.max(0, firedAt - due) : 0
}
