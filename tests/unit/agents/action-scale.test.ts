import { describe, expect, it } from 'vitest'
import { ActionScale } from '../../../src/agents/action-scale.ts'

const scale = new ActionScale({ kind: 'box', shape: [2], low: [-2, 0], high: [2, 1] })

describe('ActionScale', () => {
  it('stretches [-1, 1] to the box', () => {
    const actions = Float32Array.of(9, 9, -1, -1, 0, 0, 1, 1, 9)
    scale.stretch(actions, 2, 3)
    expect([...actions]).toEqual([9, 9, -2, 0, 0, 0.5, 2, 1, 9])
    expect([...scale.half]).toEqual([2, 0.5])
  })

  it('shrinks the box to [-1, 1]', () => {
    const into = new Float32Array(6)
    scale.shrink(Float32Array.of(-2, 0, 0, 0.5, 2, 1), 3, into)
    expect([...into]).toEqual([-1, -1, 0, 0, 1, 1])
  })
})
