const tail: [ms: number, text: string][] = [
  [300, 'main done'],
  [500, 'slow finished'],
]

export const prediction = [[200, 'fast finished'], [200, 'winner fast'], ...tail]

export const predictionTwin = [[200, 'caught fast broke'], ...tail]
