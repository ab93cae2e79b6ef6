import type { ExerciseResult, Results, SubmissionResult } from '../results.ts'
import { shown } from './shown.ts'
import { answered, fitted, headline, renderDetails, sentences, type Answered } from './feedback.ts'
import { fileForEach, type Format } from './format.ts'

/**
 * JUnit XML, valid under the strict schema (Apache Ant's, windyroad/JUnit-Schema): a suite for each
 * exercise, a case for each of its tests, the elements in their one order, one outcome for each case.
 */
export const junit: Format = (results) =>
  fileForEach(results, { folder: 'junit', ending: '.xml', alone: 'results.xml' }, (submission) =>
    fitted((most) => renderXml(results, submission, most), MOST_BYTES),
  )

function renderXml(results: Results, submission: SubmissionResult, most: number): string {
  const suites = answered(results, submission).map((each, index) =>
    renderSuite(each, {
      id: index,
      properties: propertiesOf(results, submission),
      most,
      at: timestampOf(submission),
    }),
  )
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

interface Suite {
  readonly id: number
  readonly properties: Readonly<Record<string, string>>
  readonly most: number
  readonly at: string
}

function renderSuite(each: Answered, { id, properties, most, at }: Suite): string {
  const { exercise, result } = each
  const cases = casesOf(each, most)
  const count = (kind: Outcome): number => cases.filter(({ outcome }) => outcome === kind).length
  const seconds = (result.elapsedMs / 1000).toFixed(3)
  return [
    `  <testsuite${attributes({
      package: exercise.lesson,
      id: String(id),
      name: exercise.slug,
      timestamp: at,
      hostname: 'localhost',
      tests: String(cases.length),
      failures: String(count('failure')),
      errors: String(count('error')),
      time: seconds,
    })}>`,
    '    <properties>',
    ...Object.entries({
      ...properties,
      points: result.status === 'fault' ? '' : String(result.points),
      possible: String(result.possible),
    }).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
    ...cases.map((one) =>
      renderCase(one, { classname: `${exercise.lesson}.${exercise.slug}`, type: result.status }),
    ),
    '    <system-out></system-out>',
    '    <system-err></system-err>',
    '  </testsuite>',
  ].join('\n')
}

type Outcome = 'success' | 'failure' | 'error'

interface Case {
  readonly name: string
  readonly outcome: Outcome
  readonly message: string
  readonly text: string
}

/** A case for each test; the first that fails tells what is wrong. One case where no test was run. */
function casesOf(each: Answered, most: number): Case[] {
  const { result } = each
  const [message = headline(each)] = sentences(result, most)
  const text = [headline(each), ...renderDetails(result, most)].join('\n')
  const whole = (name: string, outcome: Outcome): Case => ({ name, outcome, message, text })
  const first = result.tests.findIndex(({ passed }) => !passed)
  const cases = result.tests.map(({ name, passed }, index): Case => {
    if (passed) return { name, outcome: 'success', message: '', text: '' }
    return index === first
      ? whole(name, 'failure')
      : { name, outcome: 'failure', message: 'Not as expected', text: '' }
  })
  switch (result.status) {
    case 'passed':
      return cases.length > 0 ? cases : [whole('passes', 'success')]
    case 'failed':
      return first >= 0 ? cases : [...cases, whole('passes', 'failure')]
    case 'broken':
      return [whole('can be run', 'error')]
    case 'missing':
      return [whole('was handed in', 'failure')]
    case 'fault':
      return [whole('could be judged', 'error')]
    default:
      return result.status satisfies never
  }
}

function renderCase(
  { name, outcome, message, text }: Case,
  { classname, type }: { readonly classname: string; readonly type: ExerciseResult['status'] },
): string {
  // Seconds of a single test are not measured; those of the suite are simulated.
  const start = `    <testcase${attributes({ name, classname, time: '0' })}`
  if (outcome === 'success') return `${start}/>`
  const told = `      <${outcome}${attributes({ message, type })}>${xml(text)}</${outcome}>`
  return [`${start}>`, told, '    </testcase>'].join('\n')
}

const propertiesOf = (
  { seed, workbook, isolation }: Results,
  { person, source }: SubmissionResult,
): Suite['properties'] => ({
  student: person.id,
  source,
  seed: String(seed),
  workbook: `${workbook.version} ${workbook.digest}`,
  isolation: isolation.tier,
})

/** The schema wants a moment without a zone: that of the submission, in UTC, or none that anyone takes for real. */
function timestampOf({ submittedAt = '' }: SubmissionResult): string {
  const at = new Date(submittedAt)
  return (Number.isNaN(at.getTime()) ? new Date(0) : at).toISOString().slice(0, 19)
}

const attributes = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${xml(value).replaceAll('\n', ' ')}"`)
    .join('')

/** XML 1.0 has no way to write control characters, lone surrogates or the last two of the plane. */
function xml(text: string): string {
  return text
    .split('\n')
    .map(shown)
    .join('\n')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

const MOST_BYTES = 5_000_000
