/*
 * What does this program print, and in which order?
 *
 *   const child = async (name: string, ms: number) => {
 *     try {
 *       await sleep(ms)
 *       print(name + ' done')
 *     } finally {
 *       print(name + ' cleanup')
 *     }
 *   }
 *
 *   const parent = async () => {
 *     try {
 *       child('bg', 300)
 *       await child('fg', 100)
 *       print('parent returns')
 *     } finally {
 *       print('parent cleanup')
 *     }
 *   }
 *
 *   await parent()
 *   print('main continues')
 *   await sleep(100)
 *   print('main ends')
 *
 * And its twin, whose parent does one thing otherwise?
 *
 *   const child = async (name: string, ms: number) => {
 *     try {
 *       await sleep(ms)
 *       print(name + ' done')
 *     } finally {
 *       print(name + ' cleanup')
 *     }
 *   }
 *
 *   const parent = async () => {
 *     try {
 *       await Promise.all([child('bg', 300), child('fg', 100)])
 *       print('parent returns')
 *     } finally {
 *       print('parent cleanup')
 *     }
 *   }
 *
 *   await parent()
 *   print('main continues')
 *   await sleep(100)
 *   print('main ends')
 *
 * Write the lines of a prediction in the order of printing: 'good night' for "good night".
 */
type Line = string

export const prediction: Line[] = []

export const predictionTwin: Line[] = []
