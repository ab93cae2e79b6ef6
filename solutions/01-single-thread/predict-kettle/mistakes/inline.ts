type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'open shop'],
  [200, 'kettle boils'],
  [0, 'serve Ann'],
  [500, 'sum done'],
  [600, 'bell'],
  [500, 'close till'],
]

export const predictionTwin: Line[] = [
  [0, 'open shop'],
  [200, 'kettle boils'],
  [0, 'serve Ann'],
  [150, 'sum done'],
  [250, 'bell'],
  [150, 'close till'],
]
