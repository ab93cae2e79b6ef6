const beforeTheRest = [100, 'A ok']

export const prediction = [
  beforeTheRest,
  [200, 'caught B broke'],
  [200, 'finally'],
  [250, 'moving on'],
  [300, 'C ok'],
]

export const predictionTwin = [
  beforeTheRest,
  [300, 'C ok'],
  [400, 'failed: 2'],
  [400, 'finally'],
  [450, 'moving on'],
]
