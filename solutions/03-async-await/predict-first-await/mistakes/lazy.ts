type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'open',
  'A ordered',
  'B ordered',
  'A grind',
  'B grind',
  'A brew',
  'B brew',
  'A pour',
  'A cup',
  'close',
  'B pour',
  'B cup',
]

export const predictionTwin: Line[] = [
  'open',
  'A ordered',
  'B ordered',
  'A grind',
  'A brew',
  'B grind',
  'B brew',
  'A pour',
  'A cup',
  'close',
  'B pour',
  'B cup',
]
