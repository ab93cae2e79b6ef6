/*
 * What does this program print, in which order, and when?
 *
 *   print('open shop')
 *   setTimeout(() => print('kettle boils'), 200)
 *   print('serve Ann')
 *   busyWait(500)
 *   print('sum done')
 *   setTimeout(() => print('bell'), 100)
 *   print('close till')
 *
 * Its twin differs in one line: busyWait(150) instead of busyWait(500).
 *
 * Write each line of a prediction as its moment and its text, in the order of printing:
 * [1000, 'good night'] for "good night" at 1000 ms.
 */
type Line = string | [ms: number, text: string]

// #region stub
// export const prediction: Line[] = []
//
// export const predictionTwin: Line[] = []
// #endregion
// #region solution
export const prediction: Line[] = [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [500, 'sum done'],
  [500, 'close till'],
  [500, 'kettle boils'],
  [600, 'bell'],
]

export const predictionTwin: Line[] = [
  [0, 'open shop'],
  [0, 'serve Ann'],
  [150, 'sum done'],
  [150, 'close till'],
  [200, 'kettle boils'],
  [250, 'bell'],
]
// #endregion
