import { exercise, expect, type Kit } from '#runner'

const test = exercise<typeof import('./predict-race.ts')>(import.meta.url)

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
    await sleep(ms)
    print(name + ' finished')
    return name
  }

  const jobs = [job('slow', 500), job('fast', 200)]
  const winner = await Promise.race(jobs)
  print('winner ' + winner)
  await sleep(100)
  print('main done')
}

/** The same race, in which the fast one breaks. */
async function twin(_exports: unknown, { print, sleep }: Kit): Promise<void> {
  const job = async (name: string, ms: number, bad = false) => {
    await sleep(ms)
    if (bad) throw new Error(name + ' broke')
    print(name + ' finished')
    return name
  }

  try {
    const jobs = [job('slow', 500), job('fast', 200, true)]
    const winner = await Promise.race(jobs)
    print('winner ' + winner)
  } catch (error) {
    print('caught ' + (error as Error).message)
  }
  await sleep(100)
  print('main done')
}
