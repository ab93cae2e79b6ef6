/**
 * Runs in a process of its own, in real time: `harness.ts <file URL> <program> <data as JSON>`.
 * The program is the one that the exercise's suite begins with.
 */
import * as kit from '#kit'
import { BEGIN } from '../play.ts'

const [file = '', program = '', data = '[]'] = process.argv.slice(2)
const exports: unknown = await import(file)
// oxlint-disable-next-line no-eval -- the program is the suite's, and travels as source
const main = (0, eval)(`(${program})`) as (
  exports: unknown,
  kit: unknown,
  ...data: readonly unknown[]
) => unknown
console.log(BEGIN)
const value = await main(exports, kit, ...(JSON.parse(data) as unknown[]))
if (value !== undefined) console.log('→', value)
