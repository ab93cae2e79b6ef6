import { compareWithAsyncio, recordAsyncio, renderAsyncio } from '../asyncio.ts'
import { bench as measure } from '../bench.ts'
import { fidelity as compare } from '../fidelity.ts'
import { verify as check, verifyMutations } from '../verify.ts'
import { FAILED, PASSED, type ExitCode } from './exit.ts'
import { ROOT, say } from './place.ts'

export async function verify(
  ids: readonly string[],
  options: { quick?: boolean; mutants?: boolean },
): Promise<ExitCode> {
  const { problems } =
    options.mutants === true
      ? await verifyMutations(ROOT, { only: ids, say })
      : await check(ROOT, { only: ids, say, realTime: options.quick !== true })
  return problems.length === 0 ? PASSED : FAILED
}

export async function fidelity(options: {
  programs: number
  seed: number
  verbose?: boolean
  asyncio?: boolean
  record?: boolean
}): Promise<ExitCode> {
  if (options.asyncio === true) return await asyncio(options)
  const { ok } = await compare({ ...options, out: say })
  return ok ? PASSED : FAILED
}

async function asyncio(options: {
  programs: number
  seed: number
  record?: boolean
}): Promise<ExitCode> {
  const { lines, ok } = renderAsyncio(
    options.record === true ? recordAsyncio(options) : await compareWithAsyncio(ROOT, options),
  )
  lines.forEach(say)
  return ok ? PASSED : FAILED
}

export async function bench(options: { saves: number; grading?: boolean }): Promise<ExitCode> {
  await measure(ROOT, { ...options, say })
  return PASSED
}
