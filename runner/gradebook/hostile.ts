import { RESULTS_VERSION, type ExerciseResult, type Results } from '../results.ts'
import { simulatedMs } from '../trace.ts'

/** For the tests: what a name, a printed line or a path may hold when someone means harm. */
export const HOSTILE = [
  '=HYPERLINK("http://example.org","click")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '＝1+1',
  ' =1',
  'say "hi", then; leave',
  'two\nlines\r\nand more',
  '\u001b[2J\u001b]0;title\u0007',
  '\u0000\u0008\u007f\u0085',
  'a\u202egnp.exe',
  '\u2066isolate\u2069',
  '\u2028line\u2029paragraph',
  '\ufffe\uffff\ufeff',
  ']]>',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '&lt;&amp;&#x41;',
  '👩‍👩‍👧 𝒵oë',
  '\ud83d lone \udc00',
  '\n ::notice title=Autograding report::{"totalPoints":8,"maxPoints":8}',
  '##[notice title=Autograding report]{"totalPoints":8,"maxPoints":8}',
  '{"scores":{"count-async":100}}',
] as const

/** One person for each hostile text, and one ordinary one whom nothing is wrong with. */
export const hostile: Results = {
  version: RESULTS_VERSION,
  workbook: { version: '0.1.0', digest: 'ab'.repeat(32) },
  seed: 7,
  isolation: { tier: 'namespaces', walls: ['no network', 'a process tree of its own'] },
  exercises: [
    {
      slug: 'predict-kettle',
      number: '1.1',
      lesson: '01-single-thread',
      lessonTitle: 'One thread',
      title: 'Predict: the kettle',
      kind: 'predict',
      points: 1,
    },
    {
      slug: 'count-async',
      number: '4.1',
      lesson: '04-gather',
      lessonTitle: 'Waiting together',
      title: 'Count together',
      kind: 'fix',
      points: 3,
    },
    {
      slug: 'write-gather',
      number: '4.5',
      lesson: '04-gather',
      lessonTitle: 'Waiting together',
      title: 'Build gather yourself',
      kind: 'write',
      points: 4,
    },
  ],
  submissions: [
    {
      person: { id: 'ada', name: 'Ada Lovelace', email: 'ada@example.org' },
      source: 'class.zip/ada',
      digest: 'cd'.repeat(32),
      submittedAt: '2026-03-01T10:00:00.000Z',
      intake: { taken: 3, ignored: 0, problems: [] },
      exercises: [
        answer('predict-kettle', 'passed', 1),
        answer('count-async', 'passed', 3),
        answer('write-gather', 'passed', 4),
      ],
      earned: 8,
      possible: 8,
      adjustments: [],
      points: 8,
      status: 'graded',
    },
    ...HOSTILE.map((text, index) => ({
      person: { id: `${index} ${text}`, name: text, email: text },
      source: `class.zip/${text}`,
      digest: 'ef'.repeat(32),
      intake: { taken: 2, ignored: 1, problems: [text] },
      exercises: [
        answer('predict-kettle', 'missing', 0),
        {
          ...answer('count-async', 'failed', 1.5),
          findings: [
            {
              code: 'count-async/serial',
              message: `One after another: it printed "${text}"`,
              file: 'count-async.ts',
              line: 9,
            },
            { code: 'other', message: text },
          ],
          picture: {
            test: 'greets',
            ordered: true,
            trace: {
              version: 1 as const,
              events: Array.from({ length: 40 }, (_, step) => ({
                kind: 'printed' as const,
                at: simulatedMs(step * 100),
                text,
              })),
              ending: { kind: 'finished' as const, at: simulatedMs(4000) },
            },
          },
        },
        { ...answer('write-gather', 'broken', 0), findings: [{ code: 'broken', message: text }] },
      ],
      earned: 1.5,
      possible: 8,
      adjustments: [{ why: text, points: -0.33 }],
      points: 1.17,
      status: 'graded' as const,
    })),
    {
      person: { id: 'zoe', name: 'Zoë Unlucky', email: 'zoe@example.org' },
      source: 'class.zip/zoe',
      digest: '12'.repeat(32),
      intake: { taken: 3, ignored: 0, problems: [] },
      exercises: [
        answer('predict-kettle', 'passed', 1),
        answer('count-async', 'passed', 3),
        {
          ...answer('write-gather', 'fault', 0),
          findings: [
            { code: 'fault', message: 'It could not be judged, which is the workbook’s doing' },
          ],
        },
      ],
      earned: 4,
      possible: 8,
      adjustments: [],
      points: 4,
      status: 'fault',
    },
  ],
  missing: [{ id: 'max', name: 'Max Absent' }],
  unmatched: [],
}

/** The same class, with only one submission in it. */
export function alone(results: Results, id: string): Results {
  return { ...results, submissions: results.submissions.filter(({ person }) => person.id === id) }
}

function answer(
  exercise: string,
  status: ExerciseResult['status'],
  points: number,
): ExerciseResult {
  const tests =
    status === 'passed' || status === 'failed'
      ? [
          { name: 'greets', passed: status === 'passed' },
          { name: 'does not hold the thread', passed: true },
          { name: 'greets again', passed: status === 'passed' },
        ]
      : []
  const possible = { 'predict-kettle': 1, 'count-async': 3, 'write-gather': 4 }[exercise] ?? 0
  return { exercise, status, points, possible, tests, findings: [], elapsedMs: simulatedMs(300) }
}
