import { readFileSync } from 'node:fs'
import { XmlDocument, XmlElement, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { afterAll, expect, test } from 'vitest'
import { FORMATS } from '../gradebook.ts'
import { alone, hostile } from './hostile.ts'

const schema = XmlDocument.fromString(readFileSync(new URL('junit.xsd', import.meta.url), 'utf8'))
const validator = XsdValidator.fromDoc(schema)

afterAll(() => {
  validator.dispose()
  schema.dispose()
})

test('every file is valid under the strict schema', () => {
  for (const { content } of FORMATS.junit(hostile, {})) validate(content)
})

test('the schema refuses what other reporters write', () => {
  const content = FORMATS.junit(alone(hostile, 'ada'), {})[0]?.content ?? ''
  const spoilt = [
    content.replace('2026-03-01T10:00:00', '2026-03-01T10:00:00.000Z'),
    content.replace(' hostname="localhost"', ''),
    content.replace(/ {4}<properties>.*?<\/properties>\n/s, ''),
    content.replace('    <system-err></system-err>\n', ''),
    content.replace(/(<testcase[^>]*)\/>/, '$1><system-out/></testcase>'),
  ]
  for (const each of spoilt) {
    expect(each).not.toBe(content)
    expect(() => validate(each)).toThrow(XmlValidateError)
  }
})

test('a suite for each exercise, a case for each test, and the counts are right', () => {
  const [file] = FORMATS.junit(alone(hostile, '16 ]]>'), {})
  expect(file?.path).toBe('junit/results.xml')
  expect(file?.content).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite package="01-single-thread" id="0" name="predict-kettle" timestamp="1970-01-01T00:00:00" hostname="localhost" tests="1" failures="1" errors="0" time="0.300">
        <properties>
          <property name="student" value="16 ]]&gt;"/>
          <property name="source" value="class.zip/]]&gt;"/>
          <property name="seed" value="7"/>
          <property name="workbook" value="0.1.0 abababababababababababababababababababababababababababababababab"/>
          <property name="isolation" value="namespaces"/>
          <property name="points" value="0"/>
          <property name="possible" value="1"/>
        </properties>
        <testcase name="was handed in" classname="01-single-thread.predict-kettle" time="0">
          <failure message="No such file was handed in." type="missing">1.1 predict-kettle: not handed in, 0 of 1 points
    - No such file was handed in.</failure>
        </testcase>
        <system-out></system-out>
        <system-err></system-err>
      </testsuite>
      <testsuite package="04-gather" id="1" name="count-async" timestamp="1970-01-01T00:00:00" hostname="localhost" tests="3" failures="2" errors="0" time="0.300">
        <properties>
          <property name="student" value="16 ]]&gt;"/>
          <property name="source" value="class.zip/]]&gt;"/>
          <property name="seed" value="7"/>
          <property name="workbook" value="0.1.0 abababababababababababababababababababababababababababababababab"/>
          <property name="isolation" value="namespaces"/>
          <property name="points" value="1.5"/>
          <property name="possible" value="3"/>
        </properties>
        <testcase name="greets" classname="04-gather.count-async" time="0">
          <failure message="One after another: it printed &quot;]]&gt;&quot; (count-async.ts:9)" type="failed">4.1 count-async: failed, 1.5 of 3 points
    - One after another: it printed &quot;]]&gt;&quot; (count-async.ts:9)
    - ]]&gt;
    ✗ greets
    ✓ does not hold the thread
    ✗ greets again</failure>
        </testcase>
        <testcase name="does not hold the thread" classname="04-gather.count-async" time="0"/>
        <testcase name="greets again" classname="04-gather.count-async" time="0">
          <failure message="Not as expected" type="failed"></failure>
        </testcase>
        <system-out></system-out>
        <system-err></system-err>
      </testsuite>
      <testsuite package="04-gather" id="2" name="write-gather" timestamp="1970-01-01T00:00:00" hostname="localhost" tests="1" failures="0" errors="1" time="0.300">
        <properties>
          <property name="student" value="16 ]]&gt;"/>
          <property name="source" value="class.zip/]]&gt;"/>
          <property name="seed" value="7"/>
          <property name="workbook" value="0.1.0 abababababababababababababababababababababababababababababababab"/>
          <property name="isolation" value="namespaces"/>
          <property name="points" value="0"/>
          <property name="possible" value="4"/>
        </properties>
        <testcase name="can be run" classname="04-gather.write-gather" time="0">
          <error message="]]&gt;" type="broken">4.5 write-gather: could not be run, 0 of 4 points
    - ]]&gt;</error>
        </testcase>
        <system-out></system-out>
        <system-err></system-err>
      </testsuite>
    </testsuites>
    "
  `)
})

test('what a learner wrote is text and nothing else', () => {
  for (const { content } of FORMATS.junit(hostile, {})) {
    using document = XmlDocument.fromString(content)
    const names = document
      .find('//*')
      .flatMap((node) => (node instanceof XmlElement ? [node.name] : []))
    expect(names.filter((name) => !KNOWN.has(name))).toEqual([])
  }
})

test('what could not be judged is an error, and has no points', () => {
  using document = XmlDocument.fromString(
    FORMATS.junit(alone(hostile, 'zoe'), {})[0]?.content ?? '',
  )
  const suite = '//testsuite[@name="write-gather"]'
  expect(document.find(`${suite}/testcase/error[@type="fault"]`)).toHaveLength(1)
  expect(document.get(`${suite}/properties/property[@name="points"]/@value`)?.content).toBe('')
})

function validate(xml: string): void {
  using document = XmlDocument.fromString(xml)
  validator.validate(document)
}

const KNOWN = new Set([
  'testsuites',
  'testsuite',
  'properties',
  'property',
  'testcase',
  'failure',
  'error',
  'system-out',
  'system-err',
])
