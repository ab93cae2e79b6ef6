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
  'A cup',
  'close',
  'B pour',
  'B cup',
]

export const predictionTwin: Line[] = [
  'open',
  'A grind',
  'A ordered',
  'B grind',
  'B ordered',
  'A brew',
  'B brew',
  'A pour',
  'A cup',
  'close',
  'B pour',
  'B cup',
]
