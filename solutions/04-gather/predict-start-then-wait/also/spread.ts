type Line = [number, string]

const job = (name: string, from: number, ms: number): [Line, Line] => [
  [from, name + ' start'],
  [from + ms, name + ' end'],
]

const [bStart, bEnd] = job('b', 0, 200)
const [fStart, fEnd] = job('f', 500, 100)
const [dStart, dEnd] = job('d', 500, 150)

export const prediction: Line[] = [
  [0, 'a start'],
  bStart,
  bEnd,
  [300, 'a end'],
  [300, 'after a'],
  [300, 'after b'],
  ...job('c', 300, 100),
  ...job('d', 400, 100),
  [500, 'e start'],
  fStart,
  fEnd,
  [700, 'e end'],
  [700, 'all done'],
]

export const predictionTwin: Line[] = [
  ...job('a', 0, 300),
  [300, 'after a'],
  [300, 'b start'],
  [300, 'b launched'],
  [500, 'b end'],
  [500, 'c start'],
  dStart,
  [600, 'c end'],
  dEnd,
  ...job('e', 650, 200),
  ...job('f', 850, 100),
  [950, 'all done'],
]
