const before = ['script 1', 'script 2', 'micro 1', 'micro 2', 'micro 3', 'timer A']

export const prediction = [...before, 'micro from A', 'timer B']
export const predictionTwin = before.concat('timer B', 'timer from A')
