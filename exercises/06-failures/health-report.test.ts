import { exercise, expect, type Kit } from '#runner'

type Exercise = typeof import('./health-report.ts')

const test = exercise<Exercise>(import.meta.url)

test('one host is down, and the report has a line for every one', async ({ simulate }) => {
  const run = await simulate(check, [
    { host: 'a', ms: 300, answer: 12 },
    { host: 'b', ms: 100, trouble: 'refused' },
    { host: 'c', ms: 200, answer: 7 },
  ])

  expect(run).toPrint(`
      0 ms  probe a
      0 ms  probe b
      0 ms  probe c
    100 ms  b fails
    200 ms  c answers
    300 ms  a answers
  `)
  expect(run).toSettleWith(['a ok 12', 'b down refused', 'c ok 7'])
  expect(run).toTake('300 ms')
  expect(run).toLeaveNothing()
})

test('all of them down: a report like any other', async ({ simulate }) => {
  const run = await simulate(check, [
    { host: 'a', ms: 100, trouble: 'refused' },
    { host: 'b', ms: 200, trouble: 'no route' },
  ])

  expect(run).toSettleWith(['a down refused', 'b down no route'])
  expect(run).toTake('200 ms')
})

test('a probe that throws at once: its host is down, the others are probed', async ({
  simulate,
}) => {
  const run = await simulate(check, [
    { host: 'a', ms: 100, answer: 12 },
    { host: 'b', trouble: 'no such name' },
    { host: 'c', ms: 200, answer: 7 },
  ])

  expect(run).toSettleWith(['a ok 12', 'b down no such name', 'c ok 7'])
  expect(run).toTake('200 ms')
})

test('0 is an answer', async ({ simulate }) => {
  const run = await simulate(check, [
    { host: 'a', ms: 100, answer: 0 },
    { host: 'b', ms: 200, trouble: 'refused' },
  ])

  expect(run).toSettleWith(['a ok 0', 'b down refused'])
})

test('no hosts: an empty report, at once', async ({ simulate }) => {
  const run = await simulate(check, [])

  expect(run).toSettleWith([])
  expect(run).toTake('0 ms')
})

test('any hosts, any answers, any failures', async ({ simulate, explore }) => {
  await explore(
    ({ distinct, integer, list, oneOf, record }) => ({
      moments: distinct(5, 10, 900),
      found: list(
        record({ up: oneOf(true, false), number: integer(1, 99), atOnce: oneOf(false, true) }),
        0,
        5,
      ),
    }),
    async ({ moments, found }) => {
      const probes = found.map(({ up, number, atOnce }, index): Probe => {
        const host = `host${index}`
        if (up) return { host, ms: moments[index] ?? 0, answer: number }
        return { host, ...(!atOnce && { ms: moments[index] ?? 0 }), trouble: `error ${number}` }
      })
      const run = await simulate(check, probes)

      expect(run).toSettleWith(
        probes.map(({ host, answer, trouble }) =>
          trouble === undefined ? `${host} ok ${answer}` : `${host} down ${trouble}`,
        ),
      )
      expect(run).toTake(`${Math.max(0, ...probes.map(({ ms = 0 }) => ms))} ms`)
    },
  )
})

/** What comes of probing a host: an answer or trouble after `ms`; without `ms` it throws at once. */
type Probe = {
  readonly host: string
  readonly ms?: number
  readonly answer?: number
  readonly trouble?: string
}

/** Somebody wants a report on all of these hosts. */
function check({ report }: Exercise, { print, sleep }: Kit, probes: readonly Probe[]) {
  const probing = async ({ host, ms = 0, answer = 0, trouble }: Probe) => {
    await sleep(ms)
    print(host, trouble === undefined ? 'answers' : 'fails')
    if (trouble !== undefined) throw new Error(trouble)
    return answer
  }
  const probe = (host: string) => {
    print('probe', host)
    const found = probes.find((each) => each.host === host)
    if (found?.ms === undefined) throw new Error(found?.trouble ?? `nobody asked for ${host}`)
    return probing(found)
  }
  return report(
    probes.map(({ host }) => host),
    probe,
  )
}
