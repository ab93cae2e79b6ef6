import { print, sleep } from '#kit'

/** Prints One, waits `ms` milliseconds, prints Two. */
export async function count(ms: number): Promise<void> {
  // TODO
}

/** Runs `times` counts so that their waiting overlaps; done when the last of them is done. */
export async function main(times: number, ms: number): Promise<void> {
  // TODO
}
