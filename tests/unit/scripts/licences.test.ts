import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { licencesText, type Package, packagesOf } from '../../../scripts/licences.mjs'

const one = (name: string, words: string): Package => ({ name, version: '1.0.0', licence: 'MIT', words })

test('packages under the same words share them, and those without come first', () => {
  const text = licencesText([one('a', 'Do as you like.'), one('b', ''), one('c', 'Do as you like.')])
  expect(text.match(/Do as you like\./g)).toHaveLength(1)
  expect(text.indexOf('b 1.0.0 (MIT)')).toBeLessThan(text.indexOf('a 1.0.0 (MIT)\nc 1.0.0 (MIT)'))
})

test('every package of the page is named with its terms, those for development are not', () => {
  const packages = packagesOf(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  const names = packages.map(({ name }) => name)
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)))
  expect(names).not.toContain('vitest')
  expect(packages.find(({ name }) => name === 'box2d.js')!.words).toContain('Erin Catto')
  const text = licencesText(packages)
  expect(text).toContain('@mujoco/mujoco 3.14.0 (Apache-2.0)')
  expect(text).toContain('Apache License')
})
