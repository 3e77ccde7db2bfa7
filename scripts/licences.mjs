/**
 * `licences.txt` beside the built page: whose code it carries, and on what terms. Every package that is not for development
 * alone counts, whichever chunk, worker or engine it ends in; packages under the same words share them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './install.mjs'

const FILE_NAME = 'licences.txt'
const TERMS = /^(licen[cs]e|notice|copying)/i
/** Packages that keep the words elsewhere than at their top. */
const ELSEWHERE = { 'box2d.js': ['Box2D_v2.3.1/License.txt'] }
const RULE = '-'.repeat(72)

/** @param lock package-lock.json, read. @returns name, version, licence's name and words of each package, by name. */
export function packagesOf(lock, root = ROOT) {
  return Object.entries(lock.packages)
    .filter(
      ([path, { dev, optional, peer }]) => path.startsWith('node_modules/') && !(dev || optional || peer),
    )
    .map(([path, { version, license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      return { name, version, licence: license ?? 'see below', words: wordsOf(join(root, path), name) }
    })
}

function wordsOf(folder, name) {
  const files = ELSEWHERE[name] ?? readdirSync(folder).filter(file => TERMS.test(file))
  return files.map(file => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
}

/** Packages that brought no words of their own are listed first, by the name of their licence. */
export function licencesText(packages) {
  const groups = new Map()
  for (const one of packages) groups.set(one.words, [...(groups.get(one.words) ?? []), one])
  const without = groups.get('') ?? []
  const title = ({ name, version, licence }) => `${name} ${version} (${licence})`
  const parts = [...groups]
    .filter(([words]) => words !== '')
    .map(([words, members]) => `${members.map(title).join('\n')}\n\n${words}`)
  const first = `Good Robot carries code of others. Thank you.\n\n${without.map(title).join('\n')}`
  return `${[first, ...parts].join(`\n\n${RULE}\n\n`)}\n`
}

/** For vite: emits the file, and serves it while developing. */
export function licences() {
  const text = () =>
    licencesText(packagesOf(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'))))
  return {
    name: 'licences',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: FILE_NAME, source: text() })
    },
    configureServer(server) {
      server.middlewares.use(`/${FILE_NAME}`, (_request, response) => {
        response.setHeader('Content-Type', 'text/plain; charset=utf-8')
        response.end(text())
      })
    },
  }
}
