import { exercise, expect, type Kit } from '#runner'

const test = exercise<typeof import('./predict-fail-fast.ts')>(import.meta.url)

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
  const job = async (name: string, ms: number, bad = false) => {
    await sleep(ms)
    if (bad) throw new Error(name + ' broke')
    print(name + ' ok')
    return name
  }

  try {
    const a = job('A', 100)
    const b = job('B', 200, true)
    const c = job('C', 300)
    const d = job('D', 400, true)
    await Promise.all([a, b, c, d])
    print('all ok')
  } catch (error) {
    print('caught ' + (error as Error).message)
  } finally {
    print('finally')
  }
  await sleep(50)
  print('moving on')
}

/** The same jobs, and somebody who wants to hear of every one of them. */
async function twin(_exports: unknown, { print, sleep }: Kit): Promise<void> {
  const job = async (name: string, ms: number, bad = false) => {
    await sleep(ms)
    if (bad) throw new Error(name + ' broke')
    print(name + ' ok')
    return name
  }

  try {
    const a = job('A', 100)
    const b = job('B', 200, true)
    const c = job('C', 300)
    const d = job('D', 400, true)
    const outcomes = await Promise.allSettled([a, b, c, d])
    const failed = outcomes.filter(({ status }) => status === 'rejected')
    print('failed: ' + failed.length)
  } catch (error) {
    print('caught ' + (error as Error).message)
  } finally {
    print('finally')
  }
  await sleep(50)
  print('moving on')
}
