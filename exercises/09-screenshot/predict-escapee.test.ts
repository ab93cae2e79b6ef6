/* oxlint-disable typescript/no-floating-promises -- A promise that nobody awaits is what is asked */
import { exercise, expect, type Kit } from '#runner'

const test = exercise<typeof import('./predict-escapee.ts')>(import.meta.url)

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
async function program(_exports: unknown, { print, sleep }: Kit): Promise<void> {
  const child = async (name: string, ms: number) => {
    try {
      await sleep(ms)
      print(name + ' done')
    } finally {
      print(name + ' cleanup')
    }
  }

  const parent = async () => {
    try {
      child('bg', 300)
      await child('fg', 100)
      print('parent returns')
    } finally {
      print('parent cleanup')
    }
  }

  await parent()
  print('main continues')
  await sleep(100)
  print('main ends')
}

/** The same, and a parent that waits for both. */
async function twin(_exports: unknown, { print, sleep }: Kit): Promise<void> {
  const child = async (name: string, ms: number) => {
    try {
      await sleep(ms)
      print(name + ' done')
    } finally {
      print(name + ' cleanup')
    }
  }

  const parent = async () => {
    try {
      await Promise.all([child('bg', 300), child('fg', 100)])
      print('parent returns')
    } finally {
      print('parent cleanup')
    }
  }

  await parent()
  print('main continues')
  await sleep(100)
  print('main ends')
}
