/*
 * What does this program print, in which order, and when?
 *
 *   const job = async (name: string, ms: number, bad = false) => {
 *     await sleep(ms)
 *     if (bad) throw new Error(name + ' broke')
 *     print(name + ' ok')
 *     return name
 *   }
 *
 *   try {
 *     const a = job('A', 100)
 *     const b = job('B', 200, true)
 *     const c = job('C', 300)
 *     const d = job('D', 400, true)
 *     await Promise.all([a, b, c, d])
 *     print('all ok')
 *   } catch (error) {
 *     print('caught ' + (error as Error).message)
 *   } finally {
 *     print('finally')
 *   }
 *   await sleep(50)
 *   print('moving on')
 *
 * And its twin, which asks in another way how the jobs went?
 *
 *   const job = async (name: string, ms: number, bad = false) => {
 *     await sleep(ms)
 *     if (bad) throw new Error(name + ' broke')
 *     print(name + ' ok')
 *     return name
 *   }
 *
 *   try {
 *     const a = job('A', 100)
 *     const b = job('B', 200, true)
 *     const c = job('C', 300)
 *     const d = job('D', 400, true)
 *     const outcomes = await Promise.allSettled([a, b, c, d])
 *     const failed = outcomes.filter(({ status }) => status === 'rejected')
 *     print('failed: ' + failed.length)
 *   } catch (error) {
 *     print('caught ' + (error as Error).message)
 *   } finally {
 *     print('finally')
 *   }
 *   await sleep(50)
 *   print('moving on')
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
  [100, 'A ok'],
  [200, 'caught B broke'],
  [200, 'finally'],
  [250, 'moving on'],
  [300, 'C ok'],
]

export const predictionTwin: Line[] = [
  [100, 'A ok'],
  [300, 'C ok'],
  [400, 'failed: 2'],
  [400, 'finally'],
  [450, 'moving on'],
]
// #endregion
