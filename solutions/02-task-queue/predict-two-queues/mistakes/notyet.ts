type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'script 1',
  'script 2',
  'micro 1',
  'micro 2',
  'micro 3',
  'micro from A',
  'timer A',
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
