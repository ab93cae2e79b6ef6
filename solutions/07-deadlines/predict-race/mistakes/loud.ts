type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [200, 'fast finished'],
  [200, 'winner fast'],
  [300, 'main done'],
  [500, 'slow finished'],
]

export const predictionTwin: Line[] = [
  [200, 'fast broke'],
  [200, 'caught fast broke'],
  [300, 'main done'],
  [500, 'slow finished'],
]
