type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [0, 'sum done'],
  [0, 'close till'],
  [100, 'bell'],
  [200, 'kettle boils'],
]

export const predictionTwin: Line[] = [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [0, 'sum done'],
  [0, 'close till'],
  [100, 'bell'],
  [200, 'kettle boils'],
]
