/* oxlint-disable typescript/await-thenable, unicorn/no-await-in-promise-methods -- An `await` among the arguments is what is asked */
import { exercise, expect, type Kit } from '#runner'

const test = exercise<typeof import('./predict-start-then-wait.ts')>(import.meta.url)

test('the prediction is what the program prints', async ({ simulate, simulateAlone }) => {
  const actual = await simulateAlone(program)
  const predicted = await simulate(({ prediction }) => prediction)

  expect(predicted).toPredict(actual, { timed: true })
})

test('the prediction of the twin is what the twin prints', async ({ simulate, simulateAlone }) => {
  const actual = await simulateAlone(twin)
  const predicted = await simulate(({ predictionTwin }) => predictionTwin)

  expect(predicted).toPredict(actual, { timed: true, twin: true })
})

/** What is printed, and when, is found out by running it: no right answer is written down here. */
async function program(_exports: unknown, { print, sleep }: Kit): Promise<void> {
  const job = async (name: string, ms: number) => {
    print(name + ' start')
    await sleep(ms)
    print(name + ' end')
  }

  const a = job('a', 300)
  const b = job('b', 200)
  await a
  print('after a')
  await b
  print('after b')
  await job('c', 100)
  await job('d', 100)
  await Promise.all([job('e', 200), job('f', 100)])
  print('all done')
}

/** The same job, started and waited for in other places. */
async function twin(_exports: unknown, { print, sleep }: Kit): Promise<void> {
  const job = async (name: string, ms: number) => {
    print(name + ' start')
    await sleep(ms)
    print(name + ' end')
  }

  await job('a', 300)
  print('after a')
  const b = job('b', 200)
  print('b launched')
  await b
  const c = job('c', 100)
  const d = job('d', 150)
  await c
  await d
  await Promise.all([await job('e', 200), job('f', 100)])
  print('all done')
}
