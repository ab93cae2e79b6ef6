type Line = string

export const prediction: Line[] = [
  'fg done',
  'fg cleanup',
  'parent returns',
  'parent cleanup',
  'main continues',
  'main ends',
  'bg done',
  'bg cleanup',
]

export const predictionTwin: Line[] = [
  'bg done',
  'bg cleanup',
  'fg done',
  'fg cleanup',
  'parent returns',
  'parent cleanup',
  'main continues',
  'main ends',
]
