import { busyWait, print } from '#kit'

print('open shop')
setTimeout(() => print('kettle boils'), 200)
print('serve Ann')
busyWait(500)
print('sum done')
setTimeout(() => print('bell'), 100)
print('close till')

type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [500, 'sum done'],
  [500, 'close till'],
  [500, 'kettle boils'],
  [600, 'bell'],
]

export const predictionTwin: Line[] = [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [150, 'sum done'],
  [150, 'close till'],
  [200, 'kettle boils'],
  [250, 'bell'],
]
