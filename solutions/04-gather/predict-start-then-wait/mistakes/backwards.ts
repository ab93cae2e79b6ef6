type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'a start'],
  [300, 'a end'],
  [0, 'b start'],
  [200, 'b end'],
  [300, 'after a'],
  [300, 'after b'],
  [300, 'c start'],
  [400, 'c end'],
  [400, 'd start'],
  [500, 'd end'],
  [500, 'e start'],
  [700, 'e end'],
  [500, 'f start'],
  [600, 'f end'],
  [700, 'all done'],
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
