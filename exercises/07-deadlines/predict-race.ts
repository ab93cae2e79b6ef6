/*
 * What does this program print, in which order, and when?
 *
 *   const job = async (name: string, ms: number) => {
 *     await sleep(ms)
 *     print(name + ' finished')
 *     return name
 *   }
 *
 *   const jobs = [job('slow', 500), job('fast', 200)]
 *   const winner = await Promise.race(jobs)
 *   print('winner ' + winner)
 *   await sleep(100)
 *   print('main done')
 *
 * And its twin, in which the fast job breaks?
 *
 *   const job = async (name: string, ms: number, bad = false) => {
 *     await sleep(ms)
 *     if (bad) throw new Error(name + ' broke')
 *     print(name + ' finished')
 *     return name
 *   }
 *
 *   try {
 *     const jobs = [job('slow', 500), job('fast', 200, true)]
 *     const winner = await Promise.race(jobs)
 *     print('winner ' + winner)
 *   } catch (error) {
 *     print('caught ' + (error as Error).message)
 *   }
 *   await sleep(100)
 *   print('main done')
 *
 * Write each line of a prediction as its moment and its text, in the order of printing:
 * [1000, 'good night'] for "good night" at 1000 ms.
 */
type Line = string | [ms: number, text: string]

export const prediction: Line[] = []

export const predictionTwin: Line[] = []
