import type { Clue, Diagnosis } from '../../../runner/diagnosis.ts'
import type { Line, Run } from '../../../runner/run.ts'

/** What wrong answers to screenshot look like. */
export const diagnosis: Diagnosis = {
  stub: 'screenshot/leak',
  spoilers: ['} finally {', '.finally(', 'await browser.close'],
  rules: {
    promise: {
      seen: ({ run }) =>
        caught(run)?.endsWith(' is not a function') === true && { error: caught(run) ?? '' },
      says: {
        en: 'The caller caught "{error}". What a step hands you at once is only the promise of a browser or a tab: which line takes it for the thing itself?',
      },
    },
    anyway: {
      seen: ({ run, data }) => {
        const empty = emptyShot(run)
        return (
          failingStep(data).startsWith('goto') &&
          empty !== undefined &&
          empty.at - SHOT_MS >= pageAt(data) && { shot: empty.at, failed: pageAt(data) }
        )
      },
      says: {
        en: 'The page failed at {failed} ms, and a picture was taken all the same: it shows an empty tab. What should become of the other steps when one has failed?',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    together: {
      seen: ({ run, data }) => {
        const empty = emptyShot(run)
        return (
          empty !== undefined &&
          empty.at - SHOT_MS < pageAt(data) && { shot: empty.at, due: pageAt(data) }
        )
      },
      says: {
        en: 'The picture was made at {shot} ms and shows an empty tab: the page was not to come before {due} ms. Which steps need something that an earlier one brings?',
      },
      line: ({ lineOf }) => lineOf(/\.screenshot\(/),
    },
    floatshot: {
      seen: ({ run, data }) =>
        (closedAt(run) ?? 0) > pageAt(data) &&
        !run.lines.some(({ text }) => text.startsWith('shot ')) &&
        (run.unobserved.some(({ failure }) => failure.message === TOO_LATE) ||
          (!fails(data) && caught(run) === TOO_LATE)) && {
          closed: closedAt(run) ?? 0,
        },
      says: {
        en: 'At {closed} ms the browser was closed, in the middle of taking the picture, and there is no picture. What has to be over before it may be closed?',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*\bawait\b).*\.screenshot\(/),
    },
    floatclose: {
      seen: ({ run, took }) => {
        const closed = closedAt(run)
        return closed !== undefined && took < closed && { closed }
      },
      says: {
        en: 'You said "done" at {settles} ms, and the browser was closed at {closed} ms only: whoever goes on at once finds it still running.',
      },
      line: ({ lineOf }) => lineOf(/^(?!.*\b(?:await|return)\b).*\.close\(/),
    },
    launchintry: {
      seen: ({ run, data }) =>
        failingStep(data) === 'launch' &&
        isCalm(run) &&
        NOTHING_THERE.test(caught(run) ?? '') && { error: caught(run) ?? '' },
      says: {
        en: 'The browser did not start, so there was none to close; trying it all the same failed with "{error}", and that hid the true reason from the caller.',
      },
      line: ({ lineOf }) => lineOf(/\.close\(/),
    },
    swallow: {
      seen: ({ run, data }) =>
        isHushed(run, data) && closedAt(run) !== undefined && { step: failingStep(data) },
      says: {
        en: 'Cleaned up, and then silence: {step} had failed, and whoever called `screenshot` was told that all went well.',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    hushed: {
      seen: ({ run, data }) => isHushed(run, data) && { step: failingStep(data) },
      says: {
        en: '{step} failed, and whoever called `screenshot` was told that all went well.',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    onlycatch: {
      seen: (clue) => isLeftAfterSuccess(clue) && CLOSES_IN_CATCH.test(clue.source),
      says: {
        en: 'Now the browser is closed when something goes wrong, and only then: this time the picture was there at {settles} ms, and its browser runs on.',
      },
      line: ({ lineOf }) => lineOf(/\bcatch\b/),
    },
    neverclosed: {
      seen: isLeftAfterSuccess,
      says: {
        en: 'The picture was there at {settles} ms, and the browser that made it is still running: who is to close it?',
      },
    },
    newpageoutside: {
      seen: ({ run, data, source }) =>
        failingStep(data) === 'newPage' && isLeftAfterFailure(run) && /\bfinally\b/.test(source),
      says: {
        en: 'When the page or the picture fails, the browser is closed now. This time it was the tab that did not open, at {settles} ms: where in your function did that failure leave it?',
      },
      line: ({ lineOf }) => lineOf(/\.newPage\(/),
    },
    leak: {
      seen: ({ run, data }) =>
        fails(data) &&
        failingStep(data) !== 'close' &&
        isLeftAfterFailure(run) && { step: failingStep(data) },
      says: {
        en: 'At {settles} ms {step} failed, which was the end of your function, and not of the browser: that one is still running. After a hundred such pages, how many are?',
      },
      line: ({ lineOf }) => lineOf(/\.close\(/),
    },
    otherwords: {
      seen: ({ run, data, expected }) => {
        const told = caught(run)
        const wanted = expected.find(({ text }) => text.startsWith(CAUGHT))?.text
        return (
          fails(data) &&
          isCalm(run) &&
          told !== undefined &&
          wanted !== undefined &&
          wanted !== CAUGHT + told && { told, wanted: wanted.slice(CAUGHT.length) }
        )
      },
      says: {
        en: 'The failure was "{wanted}", and the caller heard "{told}": from that nobody learns what happened. Let the failure itself go on.',
      },
      line: ({ lineOf }) => lineOf(/\bthrow\b/),
    },
  },
}

const TAB_READY_MS = 600
const SHOT_MS = 150
const CAUGHT = 'caught '

/** What the fake browser says to those who still want something of it. */
const TOO_LATE = 'Target closed'

/** What V8 says of a call on nothing. */
const NOTHING_THERE = /reading 'close'|browser\w* is (?:undefined|null)|before initialization/

const CLOSES_IN_CATCH =
  /catch\s*(?:\([^)]*\))?\s*(?:\{|=>|\()[^}]*\.close\(|\.catch\([^;]*\.close\(/

interface Web {
  readonly pages: Readonly<Record<string, number>>
  readonly fails: readonly string[]
}

/** What the suite made of the world in this run. */
const webOf = ([web]: Clue['data']): Partial<Web> => (web ?? {}) as Partial<Web>

/** When the page comes, or fails to. */
const pageAt = (data: Clue['data']): number =>
  TAB_READY_MS + (Object.values(webOf(data).pages ?? {})[0] ?? 0)

const failingStep = (data: Clue['data']): string => webOf(data).fails?.[0] ?? ''

const fails = (data: Clue['data']): boolean => failingStep(data) !== ''

const closedAt = (run: Run): number | undefined => run.timeOf('browser closed')

const isCalm = (run: Run): boolean =>
  run.trace.ending.kind === 'finished' && run.unobserved.length === 0 && !run.error

/** What the caller of `screenshot` caught. */
const caught = (run: Run): string | undefined =>
  run.lines.find(({ text }) => text.startsWith(CAUGHT))?.text.slice(CAUGHT.length)

const emptyShot = (run: Run): Line | undefined =>
  run.lines.find(({ text }) => text.endsWith(', empty'))

const isHushed = (run: Run, data: Clue['data']): boolean =>
  fails(data) && isCalm(run) && caught(run) === undefined

const isLeftAfterFailure = (run: Run): boolean =>
  isCalm(run) && caught(run) !== undefined && closedAt(run) === undefined && launched(run)

function isLeftAfterSuccess({ run, data }: Clue): boolean {
  return (
    !fails(data) &&
    isCalm(run) &&
    closedAt(run) === undefined &&
    caught(run) === undefined &&
    run.lines.some(({ text }) => text.startsWith('shot '))
  )
}

const launched = (run: Run): boolean => run.timeOf('launch') !== undefined
