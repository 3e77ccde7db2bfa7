/** Laws of the control worlds, from any state within their bounds. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ControlWorld } from '../../src/core/environment.ts'
import { Rng } from '../../src/core/rng.ts'
import { acrobot } from '../../src/envs/acrobot.ts'
import { cartPole } from '../../src/envs/cart-pole.ts'
import { mountainCar } from '../../src/envs/mountain-car.ts'
import { mountainCarContinuous } from '../../src/envs/mountain-car-continuous.ts'
import { pendulum } from '../../src/envs/pendulum.ts'

const unused = Rng.fromSeed(0, 'unused')
const within = (...bounds: number[]) =>
  fc.tuple(...bounds.map(bound => fc.double({ min: -bound, max: bound, noNaN: true })))

function step(world: ControlWorld, state: readonly number[], action: ArrayLike<number>) {
  const environment = world.create()
  environment.state.set(state)
  environment.step(action, 0, unused)
  return environment
}

describe('left and right are alike', () => {
  const mirrored = (state: readonly number[]) => state.map(number => -number)
  const same = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    for (let i = 0; i < a.length; i++) expect(a[i]! - b[i]!).toBe(0)
  }

  it('CartPole, to the last bit', () => {
    const world = cartPole.create({})
    fc.assert(
      fc.property(within(2.4, 3, 0.2, 3), fc.nat(1), (state, action) => {
        const one = step(world, state, [action])
        const other = step(world, mirrored(state), [1 - action])
        same(one.state, mirrored([...other.state]))
        expect([one.reward, one.terminated]).toEqual([other.reward, other.terminated])
      }),
    )
  })

  it('Pendulum, to the last bit but for the rest of a turn in its reward', () => {
    const world = pendulum.create({})
    fc.assert(
      fc.property(within(10, 8), within(3), fc.boolean(), (state, [torque], isSingle) => {
        const actionOf = (sign: number) =>
          isSingle ? Float32Array.of(sign * torque!) : Float64Array.of(sign * torque!)
        const one = step(world, state, actionOf(1))
        const other = step(world, mirrored(state), actionOf(-1))
        same(one.state, mirrored([...other.state]))
        expect(one.reward).toBeCloseTo(other.reward, 12)
        expect(one.reward).toBeLessThanOrEqual(0)
        expect(one.reward).toBeGreaterThan(-16.28)
      }),
    )
  })

  it('Acrobot, to rounding', () => {
    const world = acrobot.create({})
    fc.assert(
      fc.property(within(3, 3, 2, 2), fc.nat(2), (state, action) => {
        const one = step(world, state, [action])
        const other = step(world, mirrored(state), [2 - action])
        // Half a turn either way is the same place.
        const differences = Array.from(one.state, (number, i) => Math.abs(number + other.state[i]!))
        for (const difference of differences) {
          expect(Math.min(difference, Math.abs(difference - 2 * Math.PI))).toBeLessThan(1e-9)
        }
      }),
    )
  })
})

describe('widths of the continuous mountain car', () => {
  it('agree to single precision, whatever the action array', () => {
    const world = mountainCarContinuous.create({})
    const place = fc.double({ min: -1.2, max: 0.6, noNaN: true })
    fc.assert(
      fc.property(place, within(0.07, 2), fc.boolean(), (position, [velocity, force], isSingleState) => {
        const state = [position, velocity!].map(number => (isSingleState ? Math.fround(number) : number))
        const exact = Math.fround(force!)
        const one = step(world, state, Float32Array.of(exact))
        const other = step(world, state, Float64Array.of(exact))
        one.state.forEach((number, i) => {
          expect(Math.fround(number)).toBe(number)
          // A car that just touches the wall in one of the two widths keeps or loses its speed.
          if (Math.fround(-1.2) !== one.state[0] && Math.fround(-1.2) !== other.state[0]) {
            expect(Math.abs(number - other.state[i]!)).toBeLessThan(2e-7)
          }
        })
        if (one.terminated === other.terminated) expect(one.reward).toBe(other.reward)
      }),
    )
  })
})

describe('bounds hold from any state within them', () => {
  const place = fc.double({ min: -1.2, max: 0.6, noNaN: true })
  it.each([
    ['MountainCar-v0', mountainCar.create({})],
    ['MountainCarContinuous-v0', mountainCarContinuous.create({})],
  ])('%s', (_, world) => {
    const { low, high } = world.observationSpace
    const observation = new Float32Array(2)
    fc.assert(
      fc.property(place, within(0.07), fc.nat(2), (position, [velocity], action) => {
        const environment = step(world, [position, velocity!], [action])
        environment.observe(observation, 0)
        observation.forEach((number, i) => {
          expect(number).toBeGreaterThanOrEqual(low[i]!)
          expect(number).toBeLessThanOrEqual(high[i]!)
        })
      }),
    )
  })
})
