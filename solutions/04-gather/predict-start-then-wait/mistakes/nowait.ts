type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'a start'],
  [0, 'b start'],
  [0, 'after a'],
  [0, 'after b'],
  [0, 'c start'],
  [0, 'd start'],
  [0, 'e start'],
  [0, 'f start'],
  [0, 'all done'],
  [100, 'c end'],
  [100, 'd end'],
  [100, 'f end'],
  [200, 'b end'],
  [200, 'e end'],
  [300, 'a end'],
]

export const predictionTwin: Line[] = [
  [0, 'a start'],
  [0, 'after a'],
  [0, 'b start'],
  [0, 'b launched'],
  [0, 'c start'],
  [0, 'd start'],
  [0, 'e start'],
  [0, 'f start'],
  [0, 'all done'],
  [100, 'c end'],
  [100, 'f end'],
  [150, 'd end'],
  [200, 'b end'],
  [200, 'e end'],
  [300, 'a end'],
]
