type Line = string

export const prediction: Line[] = [
  'main continues',
  'fg done',
  'fg cleanup',
  'parent returns',
  'parent cleanup',
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
