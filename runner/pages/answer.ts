import { inspect } from 'node:util'
import type { ExerciseResult, GradedExercise, SubmissionResult } from '../results.ts'
import { narrate } from '../timeline.ts'
import { anchor, lineId, renderCode, shows, type Code } from './code.ts'
import { renderCompared } from './compared.ts'
import { cut, markup, type Html } from './html.ts'
import { renderLanes } from './lanes.ts'
import { badge, change, count, points, prose, quiet, theirs } from './words.ts'

export interface Answer {
  readonly exercise: GradedExercise
  readonly result: ExerciseResult
  readonly files: Files
}

/** Every file of the submission that is shown, by the name that findings give it. */
type Files = ReadonlyMap<string, Code>

/** The files that are shown, each with the lines that any finding of the submission points at. */
export function filesOf({ exercises }: SubmissionResult): Files {
  const findings = exercises.flatMap(({ findings: found }) => found)
  return new Map(
    exercises.flatMap(({ exercise: slug, source }) => {
      if (source === undefined) return []
      const lines = findings.flatMap(({ file, line }) =>
        file === `${slug}.ts` && line !== undefined ? [line] : [],
      )
      return [[`${slug}.ts`, { slug, source, pointedAt: new Set(lines) }] as const]
    }),
  )
}

/** One exercise: what came of it and why, a picture of the run, and the code. */
export function renderAnswer({ exercise, result, files }: Answer): Html {
  const { slug, number, title } = exercise
  const code = files.get(`${slug}.ts`)
  const shown = code && markup`<h4>Code</h4>${renderCode(code)}`
  const rest =
    result.status === 'passed'
      ? markup`<details><summary>Tests and code</summary>${renderTests(result)}${shown}</details>`
      : markup`${renderFindings(result, files)}${renderPicture(result)}${renderTests(result)}${shown}`
  return markup`<section class="answer ${result.status}" id="${anchor(slug)}"><h3>${number} ${title}</h3>
${renderFacts(result)}
${rest}</section>
`
}

function renderFacts({
  exercise,
  status,
  points: got,
  possible,
  tests,
  elapsedMs,
  adjustments = [],
}: ExerciseResult): Html {
  const passed = tests.filter((test) => test.passed).length
  return markup`<p class="facts">${badge(status)} <span>${points(got)} of ${count(possible, 'point')}</span>
${tests.length > 0 && markup`<span>${passed} of ${count(tests.length, 'test')}</span>`}
${status === 'passed' && markup`<span>${elapsedMs} simulated ms</span>`}
${adjustments.map(({ why, points: by }) => markup`<span>${change(by)}: ${cut(why)}</span> `)}${quiet(exercise)}</p>`
}

function renderFindings(
  { findings: [first, ...others] }: ExerciseResult,
  files: Files,
): Html | false {
  if (!first) return false
  const body = (finding: Finding): Html =>
    markup`<p>${prose(finding.message)}</p><p class="where">${where(finding, files)}</p>`
  const also = markup`<h4>Also seen</h4>
<ul class="findings">${others.map(
    (finding) => markup`<li class="finding">${body(finding)}</li>
`,
  )}</ul>`
  return markup`<div class="finding first">${body(first)}</div>
${others.length > 0 && also}`
}

type Finding = ExerciseResult['findings'][number]

/** The place of a finding, which is a link where that place is on this page, and its code. */
function where({ code, file, line }: Finding, files: Files): Html {
  const name = quiet(cut(code, 100))
  if (file === undefined) return name
  const target = files.get(file)
  const place = markup`${theirs(file)}${line !== undefined && `, line ${line}`}`
  return target && line !== undefined && shows(target, line)
    ? markup`<a href="#${lineId(target.slug, line)}">${place}</a> ${name}`
    : markup`${place} ${name}`
}

function renderPicture({ picture }: ExerciseResult): Html | false {
  if (!picture || picture.trace.ending.kind === 'broken') return false
  return markup`<h4>What happened</h4>
<p class="quiet">Test: ${theirs(picture.test)}</p>
${renderCompared(picture)}
${picture.cut !== undefined && markup`<p class="quiet">The run went on; ${count(picture.cut, 'more event')} are left out here.</p>`}
${picture.explored && markup`<p class="quiet">Many cases were tried; this is the smallest that goes wrong: ${theirs(casesOf(picture.explored))}</p>`}
${renderLanes(picture.trace)}
<details><summary>The run in words</summary>${renderNarration(picture)}</details>
`
}

/** `latencies [ 10, 11 ], hops 1`. */
const casesOf = (
  explored: NonNullable<NonNullable<ExerciseResult['picture']>['explored']>,
): string =>
  Object.entries(explored)
    .map(([name, value]) => `${name} ${inspect(value, { breakLength: Infinity, depth: 4 })}`)
    .join(', ')

/** The first sentences and the last one, where there are too many. */
function renderNarration({ trace }: NonNullable<ExerciseResult['picture']>): Html {
  const told = narrate(trace).map((sentence) => cut(sentence.replace(/^\d+\. /, '')))
  const last = told.slice(MOST_SENTENCES).slice(-1)
  return markup`<ol>${told.slice(0, MOST_SENTENCES).map(
    (sentence) => markup`<li>${sentence}</li>
`,
  )}${last.map((sentence) => markup`<li value="${told.length}">${sentence}</li>`)}</ol>`
}

function renderTests({ tests }: ExerciseResult): Html | false {
  if (tests.length === 0) return false
  return markup`<h4>Tests</h4>
<ul class="tests">${tests.map(({ name, passed }) => {
    const { sign, words } = passed ? { sign: '✓', words: 'passed' } : { sign: '✗', words: 'failed' }
    return markup`<li class="${words}"><span aria-hidden="true">${sign}</span> <span class="spoken">${words}:</span> ${theirs(name)}</li>
`
  })}</ul>`
}

const MOST_SENTENCES = 80
