import { visible } from '../terminal.ts'
import type { Site, ThreadHeld, Trace, TraceEvent } from '../trace.ts'
import { howItEnded, inWords } from './ending.ts'
import { namesIn, type Names } from './names.ts'
import { overdueMs } from './overdue.ts'

/** The run told in numbered sentences, e.g. `1. at 0 ms count #1 starts (line 9) and prints "One"`. */
export function narrate(trace: Trace): readonly string[] {
  const names = namesIn(trace)
  const late = new Lateness()
  const sentences: Sentence[] = []
  for (const event of trace.events) {
    const clause = clauseOf(event, names, late.of(event))
    if (clause) add(clause, event.at, sentences)
  }
  return [...sentences.map(tell), lastSentence(trace, names)].map(
    (sentence, index) => `${index + 1}. ${visible(sentence)}`,
  )
}

/** What happened at one moment, whoever did it: `the timer of line 4 fires; count #1 goes on and ends`. */
interface Sentence {
  readonly at: number
  readonly parts: Part[]
  /** Its first part is what made the others happen. */
  readonly causes: boolean
}

interface Part {
  readonly subject: string
  readonly verbs: string[]
}

interface Clause {
  /** Absent where the trace does not say whose doing it was: that of whoever was just spoken of. */
  readonly subject?: string
  readonly verb: string
  /** `cause`: begins a sentence, in which someone else may go on. `alone`: is a sentence of its own. */
  readonly place?: 'cause' | 'alone'
}

function add({ subject, verb, place }: Clause, at: number, sentences: Sentence[]): void {
  const sentence = sentences.at(-1)
  const last = sentence?.parts.at(-1)
  const part: Part = { subject: subject ?? 'the program', verbs: [verb] }
  if (!sentence || !last || sentence.at !== at || place) {
    sentences.push({ at, parts: [part], causes: place === 'cause' })
  } else if ((subject ?? last.subject) === last.subject) last.verbs.push(verb)
  else if (sentence.causes && sentence.parts.length === 1) sentence.parts.push(part)
  else sentences.push({ at, parts: [part], causes: false })
}

/** How late each timer fires. */
class Lateness {
  readonly #holds: ThreadHeld[] = []
  readonly #timers = new Map<number, { readonly from: number; readonly delayMs: number }>()

  /** To be asked about every event, in their order. @returns ms; 0 for what is no timer's */
  of(event: TraceEvent): number {
    if (event.kind === 'thread-held') this.#holds.push(event)
    if (event.kind === 'timer-set')
      this.#timers.set(event.timer, { from: event.at, delayMs: event.delayMs })
    const timer = event.kind === 'timer-fired' ? this.#timers.get(event.timer) : undefined
    if (event.kind !== 'timer-fired' || !timer) return 0
    this.#timers.set(event.timer, { ...timer, from: event.at })
    return overdueMs({ due: timer.from + timer.delayMs, firedAt: event.at }, this.#holds)
  }
}

function clauseOf(
  event: TraceEvent,
  { tasks, timers, place }: Names,
  lateMs: number,
): Clause | undefined {
  const name = event.task === undefined ? undefined : (tasks.get(event.task) ?? 'the program')
  const doing = (verb: string): Clause => ({ ...(name !== undefined && { subject: name }), verb })
  const ofTask = (verb: string): Clause | undefined =>
    event.task !== undefined && tasks.has(event.task) ? doing(verb) : undefined
  const at = (site: Site | undefined): string => (site ? ` (${place(site)})` : '')
  const timer = (number: number): string => {
    const { kind, where } = timers.get(number) ?? { kind: 'timer', where: 'the test' }
    return `the ${kind} of ${where}`
  }
  switch (event.kind) {
    case 'printed':
      return doing(`prints "${event.text}"`)
    case 'task-started':
      return ofTask(`starts${at(event.site)}`)
    case 'task-waiting':
      return ofTask(`waits for ${event.on}${at(event.site)}`)
    case 'task-resumed':
      return ofTask('goes on')
    case 'task-ended':
      return ofTask(event.failed ? 'fails' : 'ends')
    case 'timer-set': {
      const what = event.timerKind === 'timeout' ? 'timer' : event.timerKind
      const delay = event.timerKind === 'immediate' ? '' : ` of ${event.delayMs} ms`
      return doing(`sets ${what === 'timer' ? 'a' : 'an'} ${what}${delay}${at(event.site)}`)
    }
    case 'timer-fired': {
      const verb = lateMs > 0 ? `fires ${lateMs} ms late` : 'fires'
      return { subject: timer(event.timer), verb, place: 'cause' }
    }
    case 'timer-cleared':
      return doing(`clears ${timer(event.timer)}`)
    case 'thread-held':
      return doing(`holds the thread for ${event.ms} ms${at(event.site)}`)
    case 'rejection-unobserved':
      return {
        subject: inWords(event.failure),
        verb: `is rejected${at(event.failure.site)} and nobody is listening`,
        place: 'alone',
      }
    case 'settled': {
      const { result } = event
      const verb =
        result.kind === 'fulfilled'
          ? 'settles'
          : `fails with ${inWords(result.failure)}${at(result.failure.site)}`
      return { subject: 'the program', verb, place: 'alone' }
    }
    default:
      return event satisfies never
  }
}

const tell = ({ at, parts }: Sentence): string =>
  `at ${at} ms ${parts.map(({ subject, verbs }) => `${subject} ${list(verbs)}`).join('; ')}`

function lastSentence({ ending }: Trace, { tasks, place }: Names): string {
  const at = `at ${ending.at} ms`
  if (ending.kind === 'finished') return `${at} nothing is left to do`
  if (ending.kind !== 'never-settles') return `${at} the run is over: ${howItEnded(ending) ?? ''}`
  const waiting = ending.waiting.flatMap(({ task, on, site }) => {
    const name = tasks.get(task)
    return name === undefined ? [] : `${name} waits for ${on}${site ? ` (${place(site)})` : ''}`
  })
  return [`${at} nothing is left that could wake the program: it never settles`, ...waiting].join(
    '; ',
  )
}

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
