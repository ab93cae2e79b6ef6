type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'a start'],
  [300, 'a end'],
  [300, 'after a'],
  [300, 'b start'],
  [500, 'b end'],
  [500, 'after b'],
  [500, 'c start'],
  [600, 'c end'],
  [600, 'd start'],
  [700, 'd end'],
  [700, 'e start'],
  [700, 'f start'],
  [800, 'f end'],
  [900, 'e end'],
  [900, 'all done'],
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
