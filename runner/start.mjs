// Where every `npm run …` begins. It is JavaScript because it has to be there before TypeScript can be
// read, and what takes longest, Vitest, is started before that: it needs the other processor.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startVitest } from './check.mjs'
import { readTypeScript } from './loader.mjs'

/** Commands that are sure to run a suite. */
const JUDGING = ['watch', 'check', 'list', 'submit']

const [command = '', ...options] = process.argv.slice(2)
if (JUDGING.includes(command) && !options.some((option) => ['-h', '--help'].includes(option)))
  startVitest(dirname(dirname(fileURLToPath(import.meta.url))))
readTypeScript()
await import('./cli.ts')
