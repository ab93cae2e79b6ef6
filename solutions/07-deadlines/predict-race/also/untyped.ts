export const prediction = [
  [200, 'fast finished'],
  [200, 'winner fast'],
  [300, 'main done'],
  [500, 'slow finished'],
]

export const predictionTwin = [
  [200, 'caught fast broke'],
  [300, 'main done'],
  [500, 'slow finished'],
]
