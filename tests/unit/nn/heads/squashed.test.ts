import { describe, expect, it } from 'vitest'
import { smoothActions, squash, squashSlopes } from '../../../../src/nn/heads/squashed.ts'
import { rounded, slopesOf } from './finite-differences.ts'

const outputs = [0.5, -1, 3]

describe('squash', () => {
  it('acts by tanh and hands slopes back through it', () => {
    const actions = new Float32Array(3)
    squash(Float32Array.from(outputs), 3, actions)
    expect(rounded(actions)).toEqual(rounded(outputs.map(Math.tanh)))
    const slopes = new Float32Array(3)
    squashSlopes(actions, Float32Array.of(2, -1, 5), 3, slopes)
    const lossOf = ([a, b, c]: readonly number[]) => 2 * Math.tanh(a!) - Math.tanh(b!) + 5 * Math.tanh(c!)
    expect(rounded(slopes)).toEqual(rounded(slopesOf(lossOf, outputs)))
  })
})

describe('smoothActions', () => {
  it('cuts the noise, then the action', () => {
    const actions = Float32Array.of(0, 0, 0.75, -0.75, 0)
    smoothActions(actions, Float64Array.of(1, 5, 5, -1, -9), 0.25, 0.5, 5)
    expect([...actions]).toEqual([0.25, 0.5, 1, -1, -0.5])
  })
})
