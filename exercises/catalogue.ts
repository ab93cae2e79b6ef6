import type { LessonEntry } from '../runner/catalogue.ts'

/** The one ordered list of the workbook: lessons, and in each its exercises in the order they are done. */
export const catalogue: readonly LessonEntry[] = [
  {
    slug: '01-single-thread',
    title: 'One thread, one thing at a time',
    exercises: [
      {
        slug: 'predict-kettle',
        title: 'When does the kettle boil?',
        kind: 'predict',
        stars: 1,
        points: 1,
      },
      {
        slug: 'count-sync',
        title: 'Three counts that hold the thread',
        kind: 'complete',
        stars: 1,
        points: 2,
      },
      {
        slug: 'keep-the-beat',
        title: 'Long work that lets others in',
        kind: 'fix',
        stars: 2,
        points: 3,
      },
    ],
  },
  {
    slug: '02-task-queue',
    title: 'Synchronous work, callbacks and the two queues',
    exercises: [
      {
        slug: 'predict-two-queues',
        title: 'Which queue is served first?',
        kind: 'predict',
        stars: 2,
        points: 1,
      },
      {
        slug: 'read-both',
        title: 'Two reads under way at once',
        kind: 'complete',
        stars: 1,
        points: 2,
      },
      {
        slug: 'always-later',
        title: 'An answer that always comes later',
        kind: 'fix',
        stars: 2,
        points: 3,
      },
      {
        slug: 'toy-loop',
        title: 'Build an event loop that jumps over idle time',
        kind: 'write',
        stars: 3,
        points: 4,
      },
    ],
  },
  {
    slug: '03-async-await',
    title: 'async, await and who runs meanwhile',
    exercises: [
      {
        slug: 'predict-first-await',
        title: 'Who runs until the first await?',
        kind: 'predict',
        stars: 2,
        points: 1,
      },
      {
        slug: 'write-sleep',
        title: 'Plug a timer into a promise',
        kind: 'write',
        stars: 1,
        points: 2,
      },
      {
        slug: 'wrap-callback',
        title: 'Both doors of a promise',
        kind: 'write',
        stars: 2,
        points: 3,
      },
      {
        slug: 'missing-await',
        title: 'Nothing ships before the card is charged',
        kind: 'fix',
        stars: 1,
        points: 2,
      },
      {
        slug: 'four-steps',
        title: 'The four steps, and what a run is for',
        kind: 'complete',
        stars: 1,
        points: 2,
      },
    ],
  },
  {
    slug: '04-gather',
    title: 'Start everything, then wait: gather',
    exercises: [
      {
        slug: 'count-async',
        title: 'Three counts that overlap',
        kind: 'complete',
        stars: 1,
        points: 2,
      },
      {
        slug: 'predict-start-then-wait',
        title: 'Started here, waited for there',
        kind: 'predict',
        stars: 2,
        points: 1,
      },
      {
        slug: 'foreach-trap',
        title: 'Everybody is told, and nobody is counted',
        kind: 'fix',
        stars: 2,
        points: 3,
      },
      {
        slug: 'critical-path',
        title: 'As fast as the longest chain',
        kind: 'fix',
        stars: 3,
        points: 4,
      },
      { slug: 'write-gather', title: 'Build gather yourself', kind: 'write', stars: 3, points: 4 },
    ],
  },
  {
    slug: '05-taking-turns',
    title: 'Taking turns: cooperation, races and locks',
    exercises: [
      {
        slug: 'lost-update',
        title: 'Seventy coins that vanished',
        kind: 'fix',
        stars: 2,
        points: 3,
      },
      { slug: 'lock', title: 'A door for one at a time', kind: 'write', stars: 3, points: 4 },
    ],
  },
  {
    slug: '06-failures',
    title: 'When something fails: fail fast or settle all',
    exercises: [
      {
        slug: 'predict-fail-fast',
        title: 'What does a failure stop?',
        kind: 'predict',
        stars: 3,
        points: 1,
      },
      {
        slug: 'caught-or-not',
        title: 'The net that was left too early',
        kind: 'fix',
        stars: 2,
        points: 3,
      },
      {
        slug: 'stray-rejection',
        title: 'A failure in an empty room',
        kind: 'fix',
        stars: 3,
        points: 4,
      },
      {
        slug: 'health-report',
        title: 'Every answer counts',
        kind: 'complete',
        stars: 1,
        points: 2,
      },
    ],
  },
  {
    slug: '07-deadlines',
    title: 'Deadlines and cancellation',
    exercises: [
      { slug: 'with-timeout', title: 'A limit on waiting', kind: 'write', stars: 2, points: 3 },
      {
        slug: 'abortable-sleep',
        title: 'A sleep that can be interrupted',
        kind: 'write',
        stars: 3,
        points: 4,
      },
      {
        slug: 'first-mirror',
        title: 'The first good answer wins',
        kind: 'complete',
        stars: 3,
        points: 4,
      },
    ],
  },
  {
    slug: '08-flow-control',
    title: 'Not too much at once: semaphores, queues, streams',
    exercises: [
      { slug: 'semaphore', title: 'A few at a time', kind: 'write', stars: 3, points: 4 },
      {
        slug: 'map-limit',
        title: 'A pool instead of batches',
        kind: 'fix',
        stars: 2,
        points: 3,
      },
      {
        slug: 'bounded-queue',
        title: 'A belt with room for a few',
        kind: 'write',
        stars: 3,
        points: 4,
      },
      {
        slug: 'workers',
        title: 'Closing time for everybody',
        kind: 'complete',
        stars: 2,
        points: 3,
      },
      { slug: 'page-stream', title: 'Pages on demand', kind: 'complete', stars: 2, points: 3 },
    ],
  },
  {
    slug: '09-screenshot',
    title: 'A real program: pages, a browser, and cleaning up',
    exercises: [
      {
        slug: 'screenshot',
        title: 'A picture of a page, and nothing left running',
        kind: 'fix',
        stars: 2,
        points: 3,
      },
    ],
  },
]
