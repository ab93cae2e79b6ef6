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
  [500, 'f start'],
  [600, 'f end'],
  [700, 'e end'],
  [700, 'all done'],
]

export const predictionTwin: Line[] = [
  [0, 'a start'],
  [0, 'b start'],
  [200, 'b end'],
  [300, 'a end'],
  [300, 'after a'],
  [300, 'b launched'],
  [300, 'c start'],
  [300, 'd start'],
  [400, 'c end'],
  [450, 'd end'],
  [450, 'e start'],
  [650, 'e end'],
  [650, 'f start'],
  [750, 'f end'],
  [750, 'all done'],
]
