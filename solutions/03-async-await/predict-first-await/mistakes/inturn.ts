type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'open',
  'A grind',
  'A ordered',
  'B grind',
  'B ordered',
  'A brew',
  'A pour',
  'A cup',
  'B brew',
  'B pour',
  'B cup',
  'close',
]

export const predictionTwin: Line[] = [
  'open',
  'A grind',
  'A brew',
  'A ordered',
  'B grind',
  'B brew',
  'B ordered',
  'A pour',
  'A cup',
  'B pour',
  'B cup',
  'close',
]
