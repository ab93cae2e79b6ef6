/*
 * What does this program print, and in which order?
 *
 *   print('script 1')
 *   setTimeout(() => {
 *     print('timer A')
 *     Promise.resolve().then(() => print('micro from A'))
 *   }, 0)
 *   setTimeout(() => print('timer B'), 0)
 *   Promise.resolve().then(() => {
 *     print('micro 1')
 *     queueMicrotask(() => print('micro 3'))
 *   })
 *   queueMicrotask(() => print('micro 2'))
 *   print('script 2')
 *
 * And its twin, which differs in one line inside timer A?
 *
 *   print('script 1')
 *   setTimeout(() => {
 *     print('timer A')
 *     setTimeout(() => print('timer from A'), 0)
 *   }, 0)
 *   setTimeout(() => print('timer B'), 0)
 *   Promise.resolve().then(() => {
 *     print('micro 1')
 *     queueMicrotask(() => print('micro 3'))
 *   })
 *   queueMicrotask(() => print('micro 2'))
 *   print('script 2')
 *
 * Write the texts in the order of printing: 'good morning', 'good night'. Moments are not asked for.
 */
type Line = string | [ms: number, text: string]

// #region stub
// export const prediction: Line[] = []
//
// export const predictionTwin: Line[] = []
// #endregion
// #region solution
export const prediction: Line[] = [
  'script 1',
  'script 2',
  'micro 1',
  'micro 2',
  'micro 3',
  'timer A',
  'micro from A',
  'timer B',
]

export const predictionTwin: Line[] = [
  'script 1',
  'script 2',
  'micro 1',
  'micro 2',
  'micro 3',
  'timer A',
  'timer B',
  'timer from A',
]
// #endregion
