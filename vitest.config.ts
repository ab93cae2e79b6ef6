import { defineConfig } from 'vitest/config'

// A test runs real processes, perhaps on a machine that is busy with other things.
const patience = { testTimeout: 30_000, hookTimeout: 30_000 }

// `npx vitest 04-gather/count-async` judges one exercise, `npx vitest --project exercises` all of them,
// and an editor's Vitest extension shows both projects. `npm test` runs the project `runner`.
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'exercises', include: ['exercises/**/*.test.ts'], ...patience } },
      { test: { name: 'runner', include: ['runner/**/*.test.ts'], ...patience } },
    ],
  },
})
