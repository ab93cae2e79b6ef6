import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { FORMATS, type FormatName } from '../gradebook.ts'
import type { Results } from '../results.ts'
import { alone, hostile } from './hostile.ts'

// strict: a schema that names something Ajv does not know is a mistake of ours.
const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true })

describe('Gradescope', () => {
  // https://gradescope-autograders.readthedocs.io/en/latest/specs/
  const visibility = { enum: ['hidden', 'after_due_date', 'after_published', 'visible'] }
  const format = { enum: ['text', 'html', 'simple_format', 'md', 'ansi'] }
  const testOf = (required: readonly string[]) => ({
    type: 'object',
    required,
    additionalProperties: false,
    properties: {
      score: { type: 'number' },
      max_score: { type: 'number', minimum: 0 },
      status: { enum: ['passed', 'failed'] },
      name: { type: 'string' },
      name_format: format,
      number: { type: 'string' },
      output: { type: 'string' },
      output_format: format,
      tags: { type: 'array', items: { type: 'string' } },
      visibility,
      extra_data: { type: 'object' },
    },
  })
  const properties = {
    score: { type: 'number' },
    execution_time: { type: 'number' },
    output: { type: 'string' },
    output_format: format,
    test_output_format: format,
    test_name_format: format,
    visibility,
    stdout_visibility: visibility,
    extra_data: { type: 'object' },
    leaderboard: { type: 'array' },
  }
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: { ...properties, tests: { type: 'array', items: testOf(['score', 'max_score']) } },
    required: ['score'],
  }

  test('results.json is as specified for everyone who was judged', () => {
    expect(errors('gradescope', judged(hostile), schema)).toEqual([])
  })

  test('what could not be judged has a score nowhere', () => {
    const [file] = contents('gradescope', alone(hostile, 'zoe'))
    expect(JSON.stringify(file)).not.toMatch(/score/)
    expect(file).toMatchObject({ tests: [{ number: '1.1' }, { number: '4.1' }, { number: '4.5' }] })
  })

  test('one submission is results.json, as run_autograder looks for it', () => {
    const [file] = FORMATS.gradescope(alone(hostile, 'ada'), {})
    expect(file?.path).toBe('gradescope/results.json')
    expect(JSON.parse(file?.content ?? '')).toMatchInlineSnapshot(`
      {
        "extra_data": {
          "isolation": {
            "tier": "namespaces",
            "walls": [
              "no network",
              "a process tree of its own",
            ],
          },
          "seed": 7,
          "workbook": {
            "digest": "abababababababababababababababababababababababababababababababab",
            "version": "0.1.0",
          },
        },
        "output": "8 of 8 points",
        "output_format": "text",
        "score": 8,
        "stdout_visibility": "hidden",
        "test_name_format": "text",
        "test_output_format": "text",
        "tests": [
          {
            "max_score": 1,
            "name": "predict-kettle: Predict: the kettle",
            "number": "1.1",
            "output": "1.1 predict-kettle: passed, 1 of 1 points",
            "score": 1,
            "status": "passed",
            "tags": [
              "01-single-thread",
              "predict",
            ],
          },
          {
            "max_score": 3,
            "name": "count-async: Count together",
            "number": "4.1",
            "output": "4.1 count-async: passed, 3 of 3 points",
            "score": 3,
            "status": "passed",
            "tags": [
              "04-gather",
              "fix",
            ],
          },
          {
            "max_score": 4,
            "name": "write-gather: Build gather yourself",
            "number": "4.5",
            "output": "4.5 write-gather: passed, 4 of 4 points",
            "score": 4,
            "status": "passed",
            "tags": [
              "04-gather",
              "write",
            ],
          },
        ],
        "visibility": "visible",
      }
    `)
  })
})

describe('GitHub Classroom', () => {
  // classroom-resources/autograding-grading-reporter, src/notify-classroom.js and src/console-results.js
  const schema = {
    type: 'object',
    required: ['version', 'status', 'max_score', 'tests'],
    additionalProperties: false,
    properties: {
      version: { const: 1 },
      status: { enum: ['pass', 'fail', 'error'] },
      max_score: { type: 'number', minimum: 0 },
      tests: {
        type: 'array',
        items: {
          type: 'object',
          required: ['name', 'status', 'message', 'test_code', 'filename', 'line_no', 'duration'],
          additionalProperties: false,
          properties: {
            name: { type: 'string' },
            status: { enum: ['pass', 'fail', 'error'] },
            score: { type: 'number' },
            message: { type: ['string', 'null'] },
            test_code: { type: 'string' },
            filename: { type: 'string' },
            line_no: { type: 'integer', minimum: 0 },
            duration: { type: 'number' },
          },
        },
      },
    },
  }

  test('the result is as the reporter reads it', () => {
    expect(errors('classroom', hostile, schema)).toEqual([])
  })

  test('the points that the reporter adds up are those of the submission', () => {
    for (const submission of judged(hostile).submissions) {
      const [file] = contents('classroom', alone(hostile, submission.person.id))
      const { totalPoints, maxPoints } = reported(file)
      expect(maxPoints).toBe(8)
      expect(totalPoints).toBeCloseTo(submission.points, 9)
    }
  })

  test('what could not be judged is reported as an error, without points', () => {
    const [file] = contents('classroom', alone(hostile, 'zoe'))
    expect(file).toMatchObject({ status: 'error' })
    expect(reported(file)).toEqual({ totalPoints: 0, maxPoints: 0 })
  })

  // The runner of GitHub reads commands in what the reporter prints, and points in one of them.
  test('nothing in it is a command for the runner that prints it', () => {
    const lines = FORMATS.classroom(hostile, {}).flatMap(({ content }) => content.split(/\n|\\n|"/))
    expect(lines.filter((line) => /^\s*::|##\[/.test(line))).toEqual([])
    expect(
      lines.filter((line) => line.includes(': :notice title=Autograding report')).length,
    ).toBeGreaterThan(0)
  })

  test('base64 is the same, in one line that fits into an environment variable', () => {
    const long = enlarged(hostile)
    for (const [plain, base64] of pairs(FORMATS.classroom(long, {}))) {
      expect(Buffer.from(base64, 'base64').toString()).toBe(plain)
      expect(base64).toMatch(/^[A-Za-z0-9+/=]+$/)
      expect(base64.length).toBeLessThan(128 * 1024)
    }
  })

  /** What the reporter's notice says; it is how points reach Classroom. */
  function reported(file: unknown): { readonly totalPoints: number; readonly maxPoints: number } {
    const { max_score: maxPoints, tests } = file as {
      readonly max_score: number
      readonly tests: readonly { readonly score: number }[]
    }
    if (!maxPoints) return { totalPoints: 0, maxPoints: 0 }
    return { totalPoints: tests.reduce((all, { score }) => all + score, 0), maxPoints }
  }

  const pairs = (files: readonly { readonly path: string; readonly content: string }[]) =>
    files
      .filter(({ path }) => path.endsWith('.json'))
      .map(({ path, content }) => {
        const encoded = files.find((file) => file.path === path.replace(/json$/, 'base64'))
        return [content, encoded?.content ?? ''] as const
      })
})

describe('Exercism', () => {
  // exercism/docs, building/tooling/test-runners/interface.md, version 3
  const outcome = {
    type: 'object',
    required: ['name', 'status'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 1 },
      status: { enum: ['pass', 'fail', 'error'] },
      message: { type: ['string', 'null'] },
      output: { type: 'string', maxLength: 500 },
      test_code: { type: 'string' },
      task_id: { type: 'integer' },
    },
    if: { properties: { status: { const: 'pass' } } },
    else: { properties: { message: { type: 'string', minLength: 1 } }, required: ['message'] },
  }
  const schema = {
    type: 'object',
    required: ['version', 'status'],
    properties: {
      version: { const: 3 },
      status: { enum: ['pass', 'fail', 'error'] },
      message: { type: ['string', 'null'], maxLength: 65_535 },
      tests: { type: 'array', items: outcome, minItems: 1 },
    },
    additionalProperties: false,
    if: { properties: { status: { const: 'error' } } },
    then: {
      required: ['message'],
      properties: { message: { type: 'string', minLength: 1 }, tests: false },
    },
    else: { required: ['tests'], properties: { message: { type: 'null' } } },
  }

  test('results.json is as specified, for each exercise', () => {
    expect(errors('exercism', hostile, schema)).toEqual([])
    expect(errors('exercism', enlarged(hostile), schema)).toEqual([])
  })

  test('output ends at 500 characters, with the sentence that says so', () => {
    const file = FORMATS.exercism(alone(hostile, '19 👩‍👩‍👧 𝒵oë'), {}).find(({ path }) =>
      path.endsWith('count-async/results.json'),
    )
    const { tests } = JSON.parse(file?.content ?? '') as {
      readonly tests: readonly { readonly output: string }[]
    }
    const output = tests[0]?.output ?? ''
    expect(output.length).toBeLessThanOrEqual(500)
    expect(output).toMatch(/\nOutput was truncated\. Please limit to 500 chars$/)
    expect(output).not.toMatch(/\p{Surrogate}/u)
  })

  test('what could not be judged is an error', () => {
    const files = FORMATS.exercism(alone(hostile, 'zoe'), {})
    const fault = files.find(({ path }) => path === 'exercism/write-gather/results.json')
    expect(JSON.parse(fault?.content ?? '')).toMatchInlineSnapshot(`
      {
        "message": "It could not be judged, which is the workbook’s doing",
        "status": "error",
        "version": 3,
      }
    `)
  })
})

describe('PrairieLearn', () => {
  // PrairieLearn/PrairieLearn, docs/externalGrading.md
  const schema = {
    type: 'object',
    required: ['gradable'],
    additionalProperties: false,
    properties: {
      gradable: { type: 'boolean' },
      score: { type: 'number', minimum: 0, maximum: 1 },
      message: { type: 'string' },
      output: { type: 'string' },
      images: { type: 'array' },
      format_errors: { type: ['string', 'array'], items: { type: 'string' } },
      tests: {
        type: 'array',
        items: {
          type: 'object',
          // Without both on every one PrairieLearn shows the points of none.
          required: ['name', 'points', 'max_points'],
          additionalProperties: false,
          properties: {
            name: { type: 'string' },
            description: { type: 'string' },
            points: { type: 'number' },
            max_points: { type: 'number' },
            message: { type: 'string' },
            output: { type: 'string' },
            images: { type: 'array' },
          },
        },
      },
    },
    if: { properties: { gradable: { const: true } } },
    then: { required: ['score'], properties: { score: true } },
    else: { properties: { score: false } },
  }

  test('results.json is as specified, and under 1 MB', () => {
    const long = enlarged(hostile)
    expect(errors('prairielearn', hostile, schema)).toEqual([])
    expect(errors('prairielearn', long, schema)).toEqual([])
    for (const { content } of FORMATS.prairielearn(long, {}))
      expect(Buffer.byteLength(content)).toBeLessThan(1_000_000)
  })

  test('what could not be judged is not gradable', () => {
    expect(contents('prairielearn', alone(hostile, 'zoe'))).toMatchObject([{ gradable: false }])
  })

  test('more points than there are is a score of 1', () => {
    const [ada] = alone(hostile, 'ada').submissions
    const generous = { ...hostile, submissions: ada ? [{ ...ada, points: 9 }] : [] }
    expect(contents('prairielearn', generous)).toMatchObject([{ gradable: true, score: 1 }])
  })
})

describe('Autolab', () => {
  const schema = {
    type: 'object',
    required: ['scores'],
    additionalProperties: false,
    properties: {
      scores: { type: 'object', additionalProperties: { type: 'number' } },
      scoreboard: { type: 'array', items: { type: 'string' } },
    },
  }
  const validate = ajv.compile(schema)
  const lastLine = (content: string): unknown => JSON.parse(content.split('\n').at(-2) ?? '')

  test('the last line is the scores, whatever a learner printed', () => {
    for (const { content } of FORMATS.autolab(hostile, {})) {
      expect(content.endsWith('\n')).toBe(true)
      validate(lastLine(content))
      expect(validate.errors).toBeNull()
      expect(content.match(/^\{/gm)).toHaveLength(1)
    }
  })

  test('they are those of the exercises, and what was adjusted', () => {
    const text = FORMATS.autolab(alone(hostile, '16 ]]>'), {})[0]?.content
    expect(text).toMatchInlineSnapshot(`
      "1.1 predict-kettle: not handed in, 0 of 1 points
        - No such file was handed in.
      4.1 count-async: failed, 1.5 of 3 points
        - One after another: it printed "]]>" (count-async.ts:9)
        - ]]>
        ✗ greets
        ✓ does not hold the thread
        ✗ greets again
      4.5 write-gather: could not be run, 0 of 4 points
        - ]]>
      Adjusted by -0.33 points: ]]>
      {"scores":{"predict-kettle":0,"count-async":1.5,"write-gather":0,"adjustments":-0.33}}
      "
    `)
  })

  test('what could not be judged has none', () => {
    const [file] = FORMATS.autolab(alone(hostile, 'zoe'), {})
    expect(lastLine(file?.content ?? '')).toEqual({ scores: {} })
  })
})

/** Plain JSON that was written. */
function contents(name: FormatName, results: Results): readonly unknown[] {
  return FORMATS[name](results, {})
    .filter(({ path }) => path.endsWith('.json'))
    .map(({ content }) => JSON.parse(content) as unknown)
}

/** What the schema has against each of the files. */
function errors(name: FormatName, results: Results, schema: object): readonly unknown[] {
  const validate = ajv.compile(schema)
  const files = contents(name, results)
  expect(files.length).toBeGreaterThanOrEqual(results.submissions.length)
  return files.flatMap((file) => (validate(file) ? [] : (validate.errors ?? [])))
}

const judged = (results: Results): Results => ({
  ...results,
  submissions: results.submissions.filter(({ status }) => status === 'graded'),
})

/** The same, with as many exercises as a workbook has, and findings of which each is 10,000 emoji long. */
function enlarged(results: Results): Results {
  const copies = Array.from({ length: 20 }, (_, at) => at)
  return {
    ...results,
    exercises: copies.flatMap((copy) =>
      results.exercises.map((exercise) => ({ ...exercise, slug: `${exercise.slug}-${copy}` })),
    ),
    submissions: results.submissions.slice(1, 3).map((submission) => ({
      ...submission,
      exercises: copies.flatMap((copy) =>
        submission.exercises.map((result) => ({
          ...result,
          exercise: `${result.exercise}-${copy}`,
          findings: result.findings.map((finding) => ({
            ...finding,
            message: '👩‍👩‍👧'.repeat(10_000),
          })),
        })),
      ),
    })),
  }
}
