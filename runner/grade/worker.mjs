// Where a grading worker begins: as in `runner/start.mjs`, Vitest is started before TypeScript can be read.
import { startVitest } from '../check.mjs'
import { readTypeScript } from '../loader.mjs'

startVitest(process.argv[2])
readTypeScript()
await import('./worker.ts')
