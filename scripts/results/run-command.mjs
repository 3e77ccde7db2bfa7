/** The command line, run as people run it. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ROOT } from '../install.mjs'

/** Resolves to its last JSON line. */
export function runCommand(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'scripts', 'cli.mjs'), ...command.split(' '), '--json'],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    let output = ''
    let complaint = ''
    child.stdout.on('data', text => {
      output += text
    })
    child.stderr.on('data', text => {
      complaint += text
    })
    child.on('error', reject)
    child.on('close', code => {
      if (code !== 0) reject(new Error(`${command}: exit ${code}: ${complaint.trim().split('\n').at(-1)}`))
      else resolve(JSON.parse(output.trim().split('\n').at(-1)))
    })
  })
}

/** Maps with at most `limit` under way. */
export async function mapAtOnce(limit, items, work) {
  const results = new Array(items.length)
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await work(items[index])
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
  return results
}
