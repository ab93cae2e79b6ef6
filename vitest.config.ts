import { defineConfig } from 'vitest/config'

// `npx vitest 04-gather/count-async` judges one exercise, `npx vitest --project exercises` all of them,
// and an editor's Vitest extension shows both projects. `npm test` runs the project `runner`.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'exercises', include: ['exercises/**/*.test.ts'] } },
      {
        test: {
          name: 'runner',
          include: ['runner/**/*.test.ts'],
          // Real processes, on a machine that may be busy with other things.
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
})
