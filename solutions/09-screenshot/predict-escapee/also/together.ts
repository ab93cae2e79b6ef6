type Line = string

const [prediction, predictionTwin] = `
fg done, fg cleanup, parent returns, parent cleanup, main continues, main ends, bg done, bg cleanup
fg done, fg cleanup, bg done, bg cleanup, parent returns, parent cleanup, main continues, main ends`
  .trim()
  .split('\n')
  .map((line): Line[] => line.split(', '))

export { prediction, predictionTwin }
