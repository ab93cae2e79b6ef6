type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'script 1',
  'micro 1',
  'micro 2',
  'micro 3',
  'script 2',
  'timer A',
  'micro from A',
  'timer B',
]

export const predictionTwin: Line[] = [
  'script 1',
  'micro 1',
  'micro 2',
  'micro 3',
  'script 2',
  'timer A',
  'timer B',
  'timer from A',
]
