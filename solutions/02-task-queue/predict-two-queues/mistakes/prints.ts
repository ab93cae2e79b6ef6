import { print } from '#kit'

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

type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'script 1',
  'script 2',
  'micro 1',
  'micro 2',
  'micro 3',
  'timer A',
  'micro from A',
  'timer B',
]

export const predictionTwin: Line[] = [
  'script 1',
  'script 2',
  'micro 1',
  'micro 2',
  'micro 3',
  'timer A',
  'timer B',
  'timer from A',
]
