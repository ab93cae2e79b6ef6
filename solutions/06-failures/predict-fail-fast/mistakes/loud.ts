type Line = string | [ms: number, text: string]

export const prediction: Line[] = [
  [100, 'A ok'],
  [200, 'B broke'],
  [200, 'caught B broke'],
  [200, 'finally'],
  [250, 'moving on'],
  [300, 'C ok'],
]

export const predictionTwin: Line[] = [
  [100, 'A ok'],
  [300, 'C ok'],
  [400, 'failed: 2'],
  [400, 'finally'],
  [450, 'moving on'],
]
