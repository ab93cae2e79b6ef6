/* oxlint-disable unicorn/no-unnecessary-await, typescript/await-thenable, typescript/no-floating-promises -- What `await null` does, and a promise that nobody awaits, are what is asked */
import { exercise, expect, type Kit } from '#runner'

const test = exercise<typeof import('./predict-first-await.ts')>(import.meta.url)

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
  async function make(name: string) {
    print(name + ' grind')
    await null
    print(name + ' brew')
    await sleep(100)
    print(name + ' pour')
    return name + ' cup'
  }

  print('open')
  const a = make('A')
  print('A ordered')
  const b = make('B')
  b.then((cup) => print(cup))
  print('B ordered')
  print(await a)
  print('close')
}

/** The same without `await null`. */
async function twin(_exports: unknown, { print, sleep }: Kit): Promise<void> {
  async function make(name: string) {
    print(name + ' grind')
    print(name + ' brew')
    await sleep(100)
    print(name + ' pour')
    return name + ' cup'
  }

  print('open')
  const a = make('A')
  print('A ordered')
  const b = make('B')
  b.then((cup) => print(cup))
  print('B ordered')
  print(await a)
  print('close')
}
