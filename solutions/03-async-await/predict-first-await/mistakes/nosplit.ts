type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  'open',
  'A grind',
  'A brew',
  'A ordered',
  'B grind',
  'B brew',
  'B ordered',
  'A pour',
  'A cup',
  'close',
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
  'A pour',
  'A cup',
  'close',
  'B pour',
  'B cup',
]
