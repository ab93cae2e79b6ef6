type Line = [number, string]

const ok = (name: string, at: number): Line => [at, `${name} ok`]

const afterwards = (at: number): Line[] => [
  [at, 'finally'],
  [at + 50, 'moving on'],
]

export const prediction = [
  ok('A', 100),
  [200, 'caught B broke'] satisfies Line,
  ...afterwards(200),
  ok('C', 300),
].toSorted(([a], [b]) => a - b)

export const predictionTwin: Line[] = [
  ok('A', 100),
  ok('C', 300),
  [400, 'failed: 2'],
  ...afterwards(400),
]
