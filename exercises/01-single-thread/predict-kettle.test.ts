import { exercise, expect, type Kit } from '#runner'

const test = exercise<typeof import('./predict-kettle.ts')>(import.meta.url)

test('the prediction is what the program prints', async ({ simulate, simulateAlone }) => {
  const actual = await simulateAlone(program, 500)
  const predicted = await simulate(({ prediction }) => prediction)

  expect(predicted).toPredict(actual, { timed: true })
})

test('the prediction of the twin is what the twin prints', async ({ simulate, simulateAlone }) => {
  const actual = await simulateAlone(program, 150)
  const predicted = await simulate(({ predictionTwin }) => predictionTwin)

  expect(predicted).toPredict(actual, { timed: true, twin: true })
})

/** What is printed, and when, is found out by running it: no right answer is written down here. */
function program(_exports: unknown, { print, busyWait }: Kit, sumMs: number): void {
  print('open shop')
  setTimeout(() => print('kettle boils'), 200)
  print('serve Ann')
  busyWait(sumMs)
  print('sum done')
  setTimeout(() => print('bell'), 100)
  print('close till')
}
