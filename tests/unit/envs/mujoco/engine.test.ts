/** Worlds on the engine cannot be made before it is here. */
import { expect, it, vi } from 'vitest'

it('says that the engine is missing, and brings it once', async () => {
  vi.resetModules()
  const { hopper } = await import('../../../../src/envs/mujoco/hopper.ts')
  expect(() => hopper.create({})).toThrow(/has not been loaded yet/)
  const [first, second] = [hopper.load!(), hopper.load!()]
  expect(first).toBe(second)
  await first
  expect(hopper.create({}).stateSize).toBe(21)
})
