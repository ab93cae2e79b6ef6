import type { WriteStream } from 'node:tty'

/** Tells how far a batch is: one line that changes on a terminal, a line now and then elsewhere. */
export interface Progress {
  /** @param fresh judged just now, and not found in the journal */
  step(fresh: boolean): void
  end(): void
}

export function showProgress(
  total: number,
  { output, now }: { readonly output: WriteStream; readonly now: () => number },
): Progress {
  const startedMs = now()
  let done = 0
  let judged = 0
  let toldMs = -Infinity
  const tell = (last: boolean): void => {
    const live = output.isTTY
    if (!last && now() - toldMs < (live ? LIVE_MS : PLAIN_MS)) return
    toldMs = now()
    const line = renderProgress({ done, total, judged, elapsedMs: now() - startedMs })
    output.write(live ? `\r\x1b[K${line}${last ? '\n' : ''}` : `${line}\n`)
  }
  return {
    step(fresh) {
      done++
      if (fresh) judged++
      if (done < total) tell(false)
    },
    end: () => tell(true),
  }
}

/** `120 of 300 submissions, 95 a minute, 1 min 54 s left`. */
export function renderProgress({
  done,
  total,
  judged,
  elapsedMs,
}: {
  readonly done: number
  readonly total: number
  readonly judged: number
  readonly elapsedMs: number
}): string {
  const known = done - judged
  const remembered = known > 0 ? `, ${known} known already` : ''
  const head = `${done} of ${total} submissions${remembered}`
  if (judged === 0) return head
  const aMinute = Math.round((judged / elapsedMs) * 60_000)
  if (done === total) return `${head}, ${inWords(elapsedMs)}, ${aMinute} a minute`
  return `${head}, ${aMinute} a minute, ${inWords(((total - done) / judged) * elapsedMs)} left`
}

function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

/** Real ms between two drawings on a terminal, and between two lines of a log. */
const LIVE_MS = 200
const PLAIN_MS = 10_000
