type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'script 1',
  'script 2',
  'timer A',
  'timer B',
  'micro 1',
  'micro 2',
  'micro from A',
  'micro 3',
]

export const predictionTwin: Line[] = [
  'script 1',
  'script 2',
  'timer A',
  'timer B',
  'micro 1',
  'micro 2',
  'timer from A',
  'micro 3',
]
