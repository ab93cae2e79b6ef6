type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [500, 'sum done'],
  [500, 'close till'],
  [600, 'bell'],
]

export const predictionTwin: Line[] = [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [150, 'sum done'],
  [150, 'close till'],
  [200, 'kettle boils'],
  [250, 'bell'],
]
