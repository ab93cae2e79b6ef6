type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'open shop'],
  [200, 'kettle boils'],
  [200, 'serve Ann'],
  [700, 'sum done'],
  [800, 'bell'],
  [800, 'close till'],
]

export const predictionTwin: Line[] = [
  [0, 'open shop'],
  [200, 'kettle boils'],
  [200, 'serve Ann'],
  [350, 'sum done'],
  [450, 'bell'],
  [450, 'close till'],
]
