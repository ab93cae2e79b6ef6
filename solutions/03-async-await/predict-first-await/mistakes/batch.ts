type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'open',
  'A grind',
  'A ordered',
  'B grind',
  'B ordered',
  'A brew',
  'B brew',
  'A pour',
  'B pour',
  'A cup',
  'close',
  'B cup',
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
  'B pour',
  'A cup',
  'close',
  'B cup',
]
