import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ppo } from '../../../src/agents/ppo.ts'
import { decodeSettings } from '../../../src/core/settings.ts'
import { networkBenchmarks } from '../../../src/training/bench/network-updates.ts'
import { millisecondsPerCall } from '../../../src/training/bench/per-call.ts'
import { plainTensorflowBenchmarks } from '../../../src/training/bench/plain-tensorflow.ts'
import { ppoCartPoleBenchmark, ppoCartPoleSettings } from '../../../src/training/bench/ppo-cartpole.ts'

/** A clock that moves by itself, so that every benchmark is over after a few calls. */
const hastyClock = () => {
  let time = 0
  return () => {
    time += 400
    return time
  }
}

describe('millisecondsPerCall', () => {
  it('is what a call takes, whether that is long or short', () => {
    for (const duration of [0.002, 1, 700]) {
      let time = 0
      const work = () => {
        time += duration
      }
      expect(millisecondsPerCall(() => time, work)).toBeCloseTo(duration, 9)
    }
  })

  it('is the median: now and then a slow call does not count', () => {
    let time = 0
    let calls = 0
    const work = () => {
      calls++
      time += calls % 7 === 0 ? 500 : 30
    }
    expect(millisecondsPerCall(() => time, work)).toBe(30)
  })
})

describe('benchmarks of networks', () => {
  it('measure the engine', async () => {
    for (const { measure } of networkBenchmarks) expect(await measure(hastyClock())).toBeGreaterThan(0)
  })

  it('stand each beside plain TensorFlow.js on both backends', () => {
    const names = [
      ...networkBenchmarks.map(({ name }) => name),
      ...plainTensorflowBenchmarks.map(({ name }) => name),
    ]
    expect(new Set(names).size).toBe(names.length)
    for (const { name, ratioTo } of networkBenchmarks) {
      if (name === 'gemm_gflops') continue
      expect(names).toContain(ratioTo)
      for (const backend of ['cpu', 'wasm']) expect(names).toContain(`tfjs_${backend}/${name}`)
    }
    for (const { ratioTo } of plainTensorflowBenchmarks) expect(names).toContain(ratioTo)
  })

  it.each(['cpu', 'wasm'])('plain TensorFlow.js does the work too, %s', async backend => {
    for (const work of ['act_one_small', 'ppo_update_64_small', 'sac_update_64']) {
      const benchmark = plainTensorflowBenchmarks.find(({ name }) => name === `tfjs_${backend}/${work}`)!
      expect(await benchmark.measure(hastyClock())).toBeGreaterThan(0)
    }
  })

  it('runs PPO on CartPole by the very settings that other libraries are given', () => {
    const task = JSON.parse(readFileSync('bench/peers/ppo-cartpole.json', 'utf8'))
    const decode = (settings: unknown) => decodeSettings(ppo.settings, settings as never, 'agent')
    expect(decode(ppoCartPoleSettings)).toEqual(decode(task.settings))
    expect(ppoCartPoleBenchmark.name).toBe(`ppo_cartpole_${task.steps / 1000}k`)
    expect(task.env).toBe('CartPole-v1')
  })
})
