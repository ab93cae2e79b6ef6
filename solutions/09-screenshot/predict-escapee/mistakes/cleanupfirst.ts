type Line = string

export const prediction: Line[] = [
  'fg done',
  'fg cleanup',
  'parent cleanup',
  'parent returns',
  'main continues',
  'main ends',
  'bg done',
  'bg cleanup',
]

export const predictionTwin: Line[] = [
  'fg done',
  'fg cleanup',
  'bg done',
  'bg cleanup',
  'parent returns',
  'parent cleanup',
  'main continues',
  'main ends',
]
