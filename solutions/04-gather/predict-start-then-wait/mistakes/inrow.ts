type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'a start'],
  [0, 'b start'],
  [200, 'b end'],
  [300, 'a end'],
  [300, 'after a'],
  [300, 'after b'],
  [300, 'c start'],
  [400, 'c end'],
  [400, 'd start'],
  [500, 'd end'],
  [500, 'e start'],
  [700, 'e end'],
  [700, 'f start'],
  [800, 'f end'],
  [800, 'all done'],
]

export const predictionTwin: Line[] = [
  [0, 'a start'],
  [300, 'a end'],
  [300, 'after a'],
  [300, 'b start'],
  [300, 'b launched'],
  [500, 'b end'],
  [500, 'c start'],
  [600, 'c end'],
  [600, 'd start'],
  [750, 'd end'],
  [750, 'e start'],
  [950, 'e end'],
  [950, 'f start'],
  [1050, 'f end'],
  [1050, 'all done'],
]
