/*
 * What does this program print, and in which order?
 *
 *   async function make(name: string) {
 *     print(name + ' grind')
 *     await null
 *     print(name + ' brew')
 *     await sleep(100)
 *     print(name + ' pour')
 *     return name + ' cup'
 *   }
 *
 *   print('open')
 *   const a = make('A')
 *   print('A ordered')
 *   const b = make('B')
 *   b.then((cup) => print(cup))
 *   print('B ordered')
 *   print(await a)
 *   print('close')
 *
 * And its twin, in which the line `await null` is missing?
 *
 *   async function make(name: string) {
 *     print(name + ' grind')
 *     print(name + ' brew')
 *     await sleep(100)
 *     print(name + ' pour')
 *     return name + ' cup'
 *   }
 *
 *   print('open')
 *   const a = make('A')
 *   print('A ordered')
 *   const b = make('B')
 *   b.then((cup) => print(cup))
 *   print('B ordered')
 *   print(await a)
 *   print('close')
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
  'open',
  'A grind',
  'A ordered',
  'B grind',
  'B ordered',
  'A brew',
  'B brew',
  'A pour',
  'A cup',
  'close',
  'B pour',
  'B cup',
]

export const predictionTwin: Line[] = [
  'open',
  'A grind',
  'A brew',
  'A ordered',
  'B grind',
  'B brew',
  'B ordered',
  'A pour',
  'A cup',
  'close',
  'B pour',
  'B cup',
]
// #endregion
