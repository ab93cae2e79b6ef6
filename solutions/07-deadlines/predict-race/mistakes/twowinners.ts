type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [200, 'fast finished'],
  [200, 'winner fast'],
  [300, 'main done'],
  [500, 'slow finished'],
  [500, 'winner slow'],
]

export const predictionTwin: Line[] = [
  [200, 'caught fast broke'],
  [300, 'main done'],
  [500, 'slow finished'],
]
