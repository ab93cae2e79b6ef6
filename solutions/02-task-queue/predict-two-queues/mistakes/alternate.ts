type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'script 1',
  'script 2',
  'micro 1',
  'timer A',
  'micro 2',
  'timer B',
  'micro 3',
  'micro from A',
]

export const predictionTwin: Line[] = [
  'script 1',
  'script 2',
  'micro 1',
  'timer A',
  'micro 2',
  'timer B',
  'micro 3',
  'timer from A',
]
