/* oxlint-disable typescript/no-floating-promises -- When promises that nobody awaits call back is what is asked */
import { exercise, expect, type Kit } from '#runner'

const test = exercise<typeof import('./predict-two-queues.ts')>(import.meta.url)

test('the prediction is what the program prints', async ({ simulate, simulateAlone }) => {
  const actual = await simulateAlone(program)
  const predicted = await simulate(({ prediction }) => prediction)

  expect(predicted).toPredict(actual, { timed: false })
})

test('the prediction of the twin is what the twin prints', async ({ simulate, simulateAlone }) => {
  const actual = await simulateAlone(twin)
  const predicted = await simulate(({ predictionTwin }) => predictionTwin)

  expect(predicted).toPredict(actual, { timed: false, twin: true })
})

/** What is printed is found out by running it: no right answer is written down here. */
function program(_exports: unknown, { print }: Kit): void {
  print('script 1')
  setTimeout(() => {
    print('timer A')
    Promise.resolve().then(() => print('micro from A'))
  }, 0)
  setTimeout(() => print('timer B'), 0)
  Promise.resolve().then(() => {
    print('micro 1')
    queueMicrotask(() => print('micro 3'))
  })
  queueMicrotask(() => print('micro 2'))
  print('script 2')
}

/** The same, but timer A leaves a timer behind. */
function twin(_exports: unknown, { print }: Kit): void {
  print('script 1')
  setTimeout(() => {
    print('timer A')
    setTimeout(() => print('timer from A'), 0)
  }, 0)
  setTimeout(() => print('timer B'), 0)
  Promise.resolve().then(() => {
    print('micro 1')
    queueMicrotask(() => print('micro 3'))
  })
  queueMicrotask(() => print('micro 2'))
  print('script 2')
}
