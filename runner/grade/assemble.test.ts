import { expect, test } from 'vitest'
import type { Exercise } from '../catalogue.ts'
import type { Submission } from '../submissions.ts'
import { simulatedMs } from '../trace.ts'
import { assemble } from './assemble.ts'

test('a decision about one exercise changes its points, and says why', () => {
  const exercise: Exercise = {
    slug: 'one',
    title: '',
    kind: 'fix',
    stars: 1,
    points: 4,
    lesson: '01-a',
    lessonTitle: '',
    number: '1.1',
    path: '01-a/one.ts',
    file: '',
    suite: '',
    task: '',
    answers: '',
    solution: '',
  }
  const submission: Submission = {
    person: { id: 'ann', name: 'Ann' },
    source: 'ann',
    digest: '',
    submittedAt: undefined,
    markedLate: false,
    intake: { taken: 1, ignored: 0, problems: [] },
    files: {},
  }
  const tests = [
    { name: 'a', passed: true },
    { name: 'b', passed: false },
  ]
  const judged = {
    exercise: 'one',
    status: 'failed',
    tests,
    findings: [],
    elapsedMs: simulatedMs(0),
  } as const
  const { exercises, earned, points } = assemble(submission, [judged], {
    exercises: [exercise],
    baseline: {},
    policy: {
      predictWeight: 1,
      due: undefined,
      late: { kind: 'note' },
      overrides: [
        {
          id: 'ann',
          exercise: 'one',
          change: { kind: 'add', points: 1 },
          why: 'explained it well',
        },
        { id: 'bob', exercise: 'one', change: { kind: 'set', points: 0 }, why: 'somebody else' },
      ],
    },
  })
  expect(exercises).toMatchObject([
    { points: 3, possible: 4, adjustments: [{ why: 'explained it well', points: 1 }] },
  ])
  expect([earned, points]).toEqual([3, 3])
})
