import { describe, expect, test } from 'vitest'
import type {
  AuditReport,
  Finding,
  OveroptimisationCurve,
  RaterAudit,
} from '../../../src/core/teaching-reports.ts'
import { alphaSentence, auditRows, auditSentences } from '../../../src/panels/teach/audit-text.ts'
import { influenceSentence } from '../../../src/panels/teach/influence-text.ts'
import { chartScale, lawPath, linePath, peakOf } from '../../../src/panels/teach/overoptimisation-paths.ts'
import {
  overoptimisationSentence,
  recovered,
  repairSentence,
} from '../../../src/panels/teach/overoptimisation-text.ts'
import { isPerson, raterName } from '../../../src/panels/teach/rater-name.ts'

const early: Finding = { estimate: null, verdict: 'too-early', sentence: 'Not enough.' }
const rater = (part: Partial<RaterAudit> = {}): RaterAudit => ({
  rater: 'person',
  labels: 5,
  comparisons: 5,
  sideBias: early,
  lapse: early,
  drift: early,
  severity: early,
  tieBand: null,
  slope: null,
  repeats: { asked: 0, same: 0 },
  cycles: { triples: 0, circular: 0 },
  seconds: { median: null, tooFast: 0 },
  answerFloor: 0.4,
  forecast: null,
  ...part,
})

describe('the audit in words', () => {
  test('what nothing is known of is left out', () => {
    expect(auditSentences(rater())).toEqual([])
  })

  test('repeats, circles and times are counted', () => {
    const sentences = auditSentences(
      rater({
        repeats: { asked: 6, same: 5 },
        cycles: { triples: 1, circular: 0 },
        seconds: { median: 2.34, tooFast: 3 },
      }),
    ).join(' ')
    expect(sentences).toContain('6 questions came twice')
    expect(sentences).toContain('5 of the answers stayed the same')
    expect(sentences).toContain('1 set of three clips')
    expect(sentences).toContain('less than 2.3 s, 3 faster than 0.4 s')
  })

  test('each finding is on a scale that holds its figure', () => {
    for (const row of auditRows(rater())) {
      expect(row.to).toBeGreaterThan(row.from)
      if (row.usual !== null) expect(row.usual).toBeGreaterThanOrEqual(row.from)
    }
    expect(auditRows(rater()).map(({ text }) => text(0.25))).toEqual([
      '0 points',
      '25%',
      '+0.25',
      '+0.3 points',
    ])
  })

  test('agreement between raters is said with its interval, or how to come by it', () => {
    const report = (alpha: AuditReport['alpha']): AuditReport => ({
      epoch: 1,
      raters: [],
      alpha,
    })
    expect(alphaSentence(report(null))).toMatch(/two people/)
    const said = alphaSentence(report({ value: 0.83, low: 0.61, high: 0.95, items: 40 }))
    expect(said).toContain('agree well')
    expect(said).toContain('0.83 (0.61 to 0.95), 40 shared questions')
    expect(alphaSentence(report({ value: 0.1, low: -0.2, high: 0.3, items: 1 }))).toContain('hardly agree')
  })
})

const curve = (part: Partial<OveroptimisationCurve>): OveroptimisationCurve => ({
  repair: 'none',
  distance: Float64Array.of(0, 1, 2, 3),
  learnedReturn: Float64Array.of(0, 0.4, 0.8, 1.2),
  trueReturn: Float64Array.of(0, 0.5, 0.6, 0.1),
  logFit: { a: 0.6, b: 0.2, r2: 0.97 },
  linearFit: { a: 0.6, b: 0.2, r2: 0.95 },
  peak: 0.6,
  end: 0.1,
  ...part,
})

describe('the over-optimisation view', () => {
  const plain = curve({})

  test('a repair wins back its share of the loss', () => {
    expect(recovered(plain, curve({ end: 0.5 }))).toBeCloseTo(0.8, 9)
    expect(repairSentence(plain, curve({ end: 0.5 }))).toContain('wins back 80% of the loss')
    expect(repairSentence(plain, curve({ end: 0.05 }))).toContain('wins nothing back')
    expect(recovered(curve({ end: 0.6 }), plain), 'nothing was lost').toBeNull()
  })

  test('the sentence says whether there is a peak', () => {
    const report = (of: OveroptimisationCurve) => ({ epoch: 1, labels: 3, curves: [of], milliseconds: 1 })
    expect(overoptimisationSentence(report(plain))).toContain('Beyond the peak (0.60')
    expect(overoptimisationSentence(report(curve({ end: 0.6 })))).toContain('Nothing is lost')
    expect(overoptimisationSentence({ ...report(plain), curves: [] })).toBe('')
  })

  test('curves lie inside the chart, the peak is where the true return is highest', () => {
    const scale = chartScale([plain, curve({ learnedReturn: Float64Array.of(0, 3, 9, 40) })])
    for (const share of [-50, 0, 1, 40]) {
      expect(scale.y(share)).toBeGreaterThanOrEqual(8)
      expect(scale.y(share)).toBeLessThanOrEqual(200)
    }
    expect(scale.y(1)).toBeLessThan(scale.y(0))
    expect(peakOf(plain)).toEqual({ distance: 2, share: 0.6 })
    expect(linePath(plain.distance, plain.trueReturn, scale).match(/[ML]/g)).toHaveLength(4)
    expect(
      linePath(Float64Array.of(0, Number.NaN, 2), Float64Array.of(0, 1, 1), scale).match(/[ML]/g),
    ).toHaveLength(2)
    expect(lawPath(plain.logFit, 3, scale)).not.toContain('NaN')
  })
})

test('the influence of an answer names what it changes, or that nothing is', () => {
  expect(influenceSentence({ rewardChange: 1e-5, changedStates: [] }, null)).toMatch(/^Nothing/)
  expect(influenceSentence({ rewardChange: 0.2, changedStates: null }, null)).toBe(
    "Pip's guess would differ by 0.20 a step (root mean square).",
  )
  const board = { columns: 3, cellOfState: [0, 4, 4] } as never
  const said = influenceSentence({ rewardChange: 0.002, changedStates: [1, 2] }, board)
  expect(said).toContain('0.002 a square')
  expect(said).toContain('1 square: B2')
  expect(influenceSentence({ rewardChange: 0.1, changedStates: [] }, board)).toContain('stay the same')
})

test('raters are called by their names', () => {
  expect(['person', 'person:Ada', 'simulated:oracle', 'other'].map(raterName)).toEqual([
    'You',
    'Ada',
    'Simulated oracle',
    'other',
  ])
  expect(['person', 'person:Ada', 'simulated:oracle', 'personal'].map(isPerson)).toEqual([
    true,
    true,
    false,
    false,
  ])
})
