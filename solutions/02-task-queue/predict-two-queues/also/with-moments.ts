type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'script 1'],
  [0, 'script 2'],
  [0, 'micro 1'],
  [0, 'micro 2'],
  [0, 'micro 3'],
  [1, 'timer A'],
  [1, 'micro from A'],
  [1, 'timer B'],
]

export const predictionTwin: Line[] = [
  [0, 'script 1'],
  [0, 'script 2'],
  [0, 'micro 1'],
  [0, 'micro 2'],
  [0, 'micro 3'],
  [1, 'timer A'],
  [1, 'timer B'],
  [2, 'timer from A'],
]
