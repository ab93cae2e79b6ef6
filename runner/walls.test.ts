import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Wall } from './sandbox.ts'
import { chooseWall, gapsOf } from './walls.ts'
import { wallOf } from './walls/commands.ts'

/** Machines without the tools, or that forbid them, say so and skip. */
const standing = async (tier: 'strict' | 'namespaces'): Promise<boolean> => {
  const wall = process.platform === 'linux' ? wallOf(tier) : undefined
  return wall !== undefined && !(await gapsOf(wall)).includes('it does not start here')
}
const strictStands = await standing('strict')
const namespacesStand = await standing('namespaces')
if (!strictStands) console.warn('SKIPPED: the strict walls do not start here (bubblewrap)')
if (!namespacesStand) console.warn('SKIPPED: namespaces cannot be made here (unshare)')

test.skipIf(!strictStands)('nothing gets through the strict walls, each by itself', async () => {
  expect(await gapsOf(must(wallOf('strict')))).toEqual([])
})

test.skipIf(!namespacesStand)(
  'nothing gets through namespaces and Node’s permissions',
  async () => {
    expect(await gapsOf(must(wallOf('namespaces')))).toEqual([])
  },
)

test.skipIf(!strictStands)('a wall that has lost a part is found out', async () => {
  const whole = must(wallOf('strict'))
  const without = (...parts: readonly string[]): Wall => ({
    ...whole,
    command: whole.command.filter((part) => !parts.includes(part)),
  })
  const filter = whole.command.indexOf('--seccomp')
  expect(await gapsOf({ ...whole, command: whole.command.toSpliced(filter, 2) })).toEqual([
    'a submission could start a process',
  ])
  expect(
    await gapsOf(without(...whole.command.filter((part) => part.startsWith('--data=')))),
  ).toEqual(['a submission could take a gigabyte of memory'])
})

test('the basic tier has gaps, and is never chosen unless submissions are trusted', async () => {
  expect(await gapsOf(must(wallOf('basic')))).toContain('a submission could signal the grader')
  await expect(chooseWall({ insist: 'basic' })).rejects.toThrow(
    'nothing but Node’s permissions stands between a submission and this machine',
  )
  expect((await chooseWall({ insist: 'basic', trust: true })).tier).toBe('basic')
})

test('a tier that does not stand here is refused, with the gaps', async () => {
  await expect(chooseWall({ insist: 'container' })).rejects.toThrow(
    existsSync('/.dockerenv')
      ? 'No walls stand here'
      : /container: a submission could (reach the network|signal the grader)/,
  )
})

function must(wall: Wall | undefined): Wall {
  if (!wall) throw new Error('The tools of this tier are not installed')
  return wall
}
