import { arch, cpus, platform } from 'node:os'

/** What absolute figures depend on, e.g. `AMD EPYC 7763, 4 cores, Node 22.12.0, Linux x64`. */
export function renderMachine(): string {
  const cores = cpus()
  const model = cores[0]?.model.trim() || 'unknown processor'
  const system = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' }[String(platform())]
  const count = `${cores.length} ${cores.length === 1 ? 'core' : 'cores'}`
  return `${model}, ${count}, Node ${process.versions.node}, ${system ?? platform()} ${arch()}`
}
