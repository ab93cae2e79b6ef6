type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'script 1',
  'script 2',
  'micro 1',
  'micro 3',
  'micro 2',
  'timer A',
  'micro from A',
  'timer B',
]

export const predictionTwin: Line[] = [
  'script 1',
  'script 2',
  'micro 1',
  'micro 3',
  'micro 2',
  'timer A',
  'timer B',
  'timer from A',
]
