type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'a start'],
  [0, 'b start'],
  [200, 'b end'],
  [300, 'a end'],
  [300, 'after a'],
  [300, 'after b'],
  [300, 'c start'],
  [300, 'd start'],
  [400, 'c end'],
  [400, 'd end'],
  [400, 'e start'],
  [400, 'f start'],
  [500, 'f end'],
  [600, 'e end'],
  [600, 'all done'],
]

export const predictionTwin: Line[] = [
  [0, 'a start'],
  [300, 'a end'],
  [300, 'after a'],
  [300, 'b start'],
  [300, 'b launched'],
  [500, 'b end'],
  [500, 'c start'],
  [500, 'd start'],
  [600, 'c end'],
  [650, 'd end'],
  [650, 'e start'],
  [850, 'e end'],
  [850, 'f start'],
  [950, 'f end'],
  [950, 'all done'],
]
