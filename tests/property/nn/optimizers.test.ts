import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openKernelMemory } from '../../../src/nn/kernel-memory.ts'
import { Parameters } from '../../../src/nn/parameters.ts'
import { normals } from '../../unit/nn/arrays.ts'

const { fround, sqrt } = Math
const LONGEST = 40
const lengths = fc.integer({ min: 1, max: LONGEST })
const seed = fc.integer({ min: 0, max: 1e6 })
const rate = fc.double({ min: 1e-4, max: 0.1, noNaN: true })
const limit = fc.constantFrom(0.5, 2, Infinity)

const open = (length: number) => openKernelMemory(memory => new Parameters(memory, [length]))

/** Of the gradient as the kernel adds it up, in eight lanes. */
function clipScale(gradient: Float32Array, maxNorm: number): number {
  const lanes = new Float32Array(8)
  gradient.forEach((g, i) => {
    lanes[i % 8] = lanes[i % 8]! + fround(g * g)
  })
  const halves = Float32Array.from({ length: 4 }, (_, i) => lanes[i]! + lanes[i + 4]!)
  const norm = sqrt(halves.reduce((sum, value) => fround(sum + value)))
  return fround(norm > maxNorm ? maxNorm / norm : 1)
}

describe('optimizers, to the bit as plain loops in single precision', () => {
  it('Adam', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, seed, rate, limit, async (length, start, learningRate, maxGradientNorm) => {
        const parameters = await open(length)
        parameters.part(0).weights.set(normals(length, start))
        const weights = parameters.weights.slice()
        const first = new Float32Array(weights.length)
        const second = new Float32Array(weights.length)
        const [b1, b2] = [fround(0.9), fround(0.999)]
        const [add1, add2] = [fround(1 - b1), fround(1 - b2)]
        let [firstPower, secondPower] = [1, 1]
        for (let step = 0; step < 3; step++) {
          parameters.part(0).gradient.set(normals(length, start + step + 1))
          const scale = clipScale(parameters.gradient, maxGradientNorm)
          firstPower *= 0.9
          secondPower *= 0.999
          const stepRate = fround(learningRate / (1 - firstPower))
          const correction = fround(1 / (1 - secondPower))
          for (let i = 0; i < weights.length; i++) {
            const g = fround(parameters.gradient[i]! * scale)
            const m = fround(fround(add1 * g) + fround(b1 * first[i]!))
            const v = fround(fround(fround(add2 * g) * g) + fround(b2 * second[i]!))
            first[i] = m
            second[i] = v
            const divisor = fround(fround(sqrt(fround(v * correction))) + fround(1e-5))
            weights[i] = weights[i]! - fround(fround(stepRate * m) / divisor)
          }
          parameters.adam({ learningRate, maxGradientNorm })
          expect(parameters.weights).toEqual(weights)
          expect(parameters.firstMoment).toEqual(first)
          expect(parameters.secondMoment).toEqual(second)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('RMSprop', async () => {
    await fc.assert(
      fc.asyncProperty(lengths, seed, rate, limit, async (length, start, learningRate, maxGradientNorm) => {
        const parameters = await open(length)
        parameters.part(0).weights.set(normals(length, start))
        const weights = parameters.weights.slice()
        const second = new Float32Array(weights.length)
        const keep = fround(0.99)
        const add = fround(1 - keep)
        for (let step = 0; step < 3; step++) {
          parameters.part(0).gradient.set(normals(length, start + step + 1))
          const scale = clipScale(parameters.gradient, maxGradientNorm)
          for (let i = 0; i < weights.length; i++) {
            const g = fround(parameters.gradient[i]! * scale)
            second[i] = fround(fround(add * g) * g) + fround(keep * second[i]!)
            const divisor = fround(sqrt(fround(second[i]! + fround(1e-5))))
            weights[i] = weights[i]! - fround(fround(fround(learningRate) * g) / divisor)
          }
          parameters.rmsprop({ learningRate, maxGradientNorm })
          expect(parameters.weights).toEqual(weights)
          expect(parameters.secondMoment).toEqual(second)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('a target follows by its share, and copies by a share of 1', async () => {
    await fc.assert(
      fc.asyncProperty(
        lengths,
        seed,
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (length, start, share) => {
          const { target, leader } = await openKernelMemory(memory => ({
            target: new Parameters(memory, [length], false),
            leader: new Parameters(memory, [length]),
          }))
          const [own, led] = [normals(length, start), normals(length, start + 1)]
          target.part(0).weights.set(own)
          leader.part(0).weights.set(led)
          target.follow(leader, share)
          const [take, keep] = [fround(share), fround(1 - fround(share))]
          const expected = own.map((weight, i) => fround(keep * weight) + fround(take * led[i]!))
          expect(target.part(0).weights).toEqual(share === 1 ? led : expected)
          expect(leader.part(0).weights).toEqual(led)
          target.follow(leader, 1)
          expect(target.part(0).weights).toEqual(led)
        },
      ),
      { numRuns: 30 },
    )
  })
})
