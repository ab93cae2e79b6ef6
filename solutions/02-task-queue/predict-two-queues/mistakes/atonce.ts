type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'script 1',
  'timer A',
  'timer B',
  'script 2',
  'micro 1',
  'micro 2',
  'micro from A',
  'micro 3',
]

export const predictionTwin: Line[] = [
  'script 1',
  'timer A',
  'timer from A',
  'timer B',
  'script 2',
  'micro 1',
  'micro 2',
  'micro 3',
]
