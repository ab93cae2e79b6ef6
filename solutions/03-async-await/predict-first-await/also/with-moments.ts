type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [0, 'open'],
  [0, 'A grind'],
  [0, 'A ordered'],
  [0, 'B grind'],
  [0, 'B ordered'],
  [0, 'A brew'],
  [0, 'B brew'],
  [100, 'A pour'],
  [100, 'A cup'],
  [100, 'close'],
  [100, 'B pour'],
  [100, 'B cup'],
]

export const predictionTwin: Line[] = [
  [0, 'open'],
  [0, 'A grind'],
  [0, 'A brew'],
  [0, 'A ordered'],
  [0, 'B grind'],
  [0, 'B brew'],
  [0, 'B ordered'],
  [100, 'A pour'],
  [100, 'A cup'],
  [100, 'close'],
  [100, 'B pour'],
  [100, 'B cup'],
]
