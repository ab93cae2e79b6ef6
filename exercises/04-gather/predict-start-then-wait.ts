/*
 * What does this program print, in which order, and when?
 *
 *   const job = async (name: string, ms: number) => {
 *     print(name + ' start')
 *     await sleep(ms)
 *     print(name + ' end')
 *   }
 *
 *   const a = job('a', 300)
 *   const b = job('b', 200)
 *   await a
 *   print('after a')
 *   await b
 *   print('after b')
 *   await job('c', 100)
 *   await job('d', 100)
 *   await Promise.all([job('e', 200), job('f', 100)])
 *   print('all done')
 *
 * And its twin, in which the jobs are started and waited for in other places?
 *
 *   const job = async (name: string, ms: number) => {
 *     print(name + ' start')
 *     await sleep(ms)
 *     print(name + ' end')
 *   }
 *
 *   await job('a', 300)
 *   print('after a')
 *   const b = job('b', 200)
 *   print('b launched')
 *   await b
 *   const c = job('c', 100)
 *   const d = job('d', 150)
 *   await c
 *   await d
 *   await Promise.all([await job('e', 200), job('f', 100)])
 *   print('all done')
 *
 * Write each line of a prediction as its moment and its text, in the order of printing:
 * [1000, 'good night'] for "good night" at 1000 ms.
 */
type Line = string | [ms: number, text: string]

export const prediction: Line[] = []

export const predictionTwin: Line[] = []
