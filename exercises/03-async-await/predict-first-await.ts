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

export const prediction: Line[] = []

export const predictionTwin: Line[] = []
