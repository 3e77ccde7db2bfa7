import { describe, expect, it } from 'vitest'
import { replayClip } from '../../../src/core/clip-replay.ts'
import type { Clip } from '../../../src/core/label.ts'
import { Rng } from '../../../src/core/rng.ts'
import { looksDifferent } from '../../../src/feedback/clips.ts'
import { clipFeatures, outcomeFeatures } from '../../../src/feedback/features.ts'
import { LinearRewardModel } from '../../../src/feedback/linear-reward-model.ts'
import {
  type CandidatePair,
  type ClipSource,
  candidatePair,
  choosePair,
  QUERY_RULES,
} from '../../../src/feedback/query.ts'
import { reachable } from '../../../src/feedback/reachable.ts'
import { clip, DOWN, LEFT, RIGHT, smallGarden, UP, uniformOver } from './small-garden.ts'

const world = smallGarden(0.2)
const features = outcomeFeatures(world, 'none')
const see = (shown: Clip) => clipFeatures(world, features, shown)
const source: ClipSource = { world, reach: reachable(world.model), see, length: 4, sameStart: true }
const likelihood = { slope: 2, noiseFloor: 0.1, taskWeight: 1 }
const draw = (count: number, seed: number, over: Partial<ClipSource> = {}) => {
  const rng = Rng.fromSeed(seed, 'query')
  return Array.from({ length: count }, () => candidatePair({ ...source, ...over }, uniformOver(world), rng))
}

describe('candidate pairs', () => {
  it('can be told apart, begin together and last one to four steps', () => {
    for (const { left, right } of draw(200, 1)) {
      expect(looksDifferent(world.model, left.clip, right.clip)).toBe(true)
      expect(left.clip.start).toBe(right.clip.start)
      for (const { clip } of [left, right]) {
        const { outcomes } = replayClip(world.model, clip)
        expect(outcomes).toHaveLength(clip.actions.length)
        expect(clip.actions.length === 4 || world.model.terminated[outcomes.at(-1)!] === 1).toBe(true)
      }
    }
  })

  it('begin apart on request and come again from the same seed', () => {
    const apart = draw(40, 2, { sameStart: false })
    expect(apart.some(({ left, right }) => left.clip.start !== right.clip.start)).toBe(true)
    expect(draw(40, 2, { sameStart: false })).toEqual(apart)
  })

  it('start everywhere one can act', () => {
    const starts = new Set(draw(300, 3).map(({ left }) => left.clip.start))
    expect([...starts].sort()).toEqual([0, 1, 2, 4, 5, 6, 7])
  })
})

describe('query rules', () => {
  const quiet = smallGarden()
  const features = outcomeFeatures(quiet, 'none')
  const see = (start: number, ...actions: number[]) => {
    const shown = clip(start, ...actions)
    return { clip: shown, features: clipFeatures(quiet, features, shown) }
  }
  const tie: CandidatePair = { left: see(4, RIGHT), right: see(4, UP) }
  const small: CandidatePair = { left: see(0, RIGHT, DOWN), right: see(0, DOWN, RIGHT) }
  const large: CandidatePair = { left: see(0, RIGHT, RIGHT), right: see(0, DOWN, RIGHT) }

  it('asks nothing that no reward could tell apart, unless told to ask anything', () => {
    const model = new LinearRewardModel(features, likelihood, 1, 1)
    for (const rule of QUERY_RULES) {
      const chosen = choosePair([tie, small], rule, model, likelihood, [])
      expect(chosen, rule).toBe(rule === 'uniform' ? tie : small)
    }
    expect(choosePair([tie], 'information', model, likelihood, [])).toBe(tie)
  })

  it('knows nothing yet: the pair that differs most teaches most', () => {
    const model = new LinearRewardModel(features, likelihood, 1, 1)
    expect(choosePair([small, large], 'information', model, likelihood, [])).toBe(large)
    expect(choosePair([small, large], 'disagreement', model, likelihood, [])).toBe(large)
  })

  it('turns from what it is sure of to what it has not seen', () => {
    const model = new LinearRewardModel(features, likelihood, 1, 1)
    const flowersLose = { left: large.left.features, right: large.right.features, target: 0 }
    model.fit(
      Array.from({ length: 60 }, () => flowersLose),
      [],
    )
    const unseen: CandidatePair = { left: see(7, UP), right: see(7, LEFT) }
    for (const rule of ['information', 'disagreement'] as const) {
      expect(choosePair([large, unseen], rule, model, likelihood, []), rule).toBe(unseen)
    }
    const asked = [large.left.features.sums.map((sum, d) => sum - large.right.features.sums[d]!)]
    expect(choosePair([large, unseen], 'coverage', model, likelihood, asked)).toBe(unseen)
  })
})
