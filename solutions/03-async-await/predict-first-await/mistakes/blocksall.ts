type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'open',
  'A grind',
  'A brew',
  'A pour',
  'A ordered',
  'B grind',
  'B brew',
  'B pour',
  'B cup',
  'B ordered',
  'A cup',
  'close',
]

export const predictionTwin: Line[] = [
  'open',
  'A grind',
  'A brew',
  'A pour',
  'A ordered',
  'B grind',
  'B brew',
  'B pour',
  'B cup',
  'B ordered',
  'A cup',
  'close',
]
