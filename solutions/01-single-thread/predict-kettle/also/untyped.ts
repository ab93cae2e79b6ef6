export const prediction = [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [500, 'sum done'],
  [500, 'close till'],
  [500, 'kettle boils'],
  [600, 'bell'],
]

export { twin as predictionTwin }

const twin = [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [150, 'sum done'],
  [150, 'close till'],
  [200, 'kettle boils'],
  [250, 'bell'],
]
