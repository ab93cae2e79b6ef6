type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'open',
  'A grind',
  'A ordered',
  'B grind',
  'B ordered',
  'close',
  'A brew',
  'B brew',
  'A pour',
  'A cup',
  'B pour',
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
  'close',
  'A pour',
  'A cup',
  'B pour',
  'B cup',
]
