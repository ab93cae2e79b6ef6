const shop = (sumMs: number): [number, string][] => [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [sumMs, 'sum done'],
  [sumMs, 'close till'],
  [Math.max(200, sumMs), 'kettle boils'],
  [sumMs + 100, 'bell'],
]

export const prediction = shop(500)
export const predictionTwin = shop(150)
