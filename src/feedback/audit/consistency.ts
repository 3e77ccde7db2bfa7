/**
 * Does a rater agree with their own answers? Questions asked again with their sides changed over, and circles (A over B, B over
 * C, C over A), which one triple in four shows where answers are pressed by chance: Kendall & Babington Smith, "On the method of
 * paired comparisons", Biometrika 31, 1940 (https://doi.org/10.1093/biomet/31.3-4.324).
 */
import type { Clip, Comparison, LabelOf } from '../../core/label.ts'

type Compare = LabelOf<'compare'>

export const clipKey = ({ start, seed, actions }: Clip): string => `${start}|${seed}|${actions}`

/** @param labels of one rater. */
export function repeatConsistency(labels: readonly Compare[]): { asked: number; same: number } {
  const byId = new Map(labels.map(label => [label.id, label]))
  let asked = 0
  let same = 0
  for (const label of labels) {
    if (label.check?.kind !== 'repeat') continue
    const first = byId.get(label.check.of)
    if (!first || first.answer === 'cant-tell' || label.answer === 'cant-tell') continue
    const mirrored = clipKey(first.left) === clipKey(label.right)
    asked++
    if (label.answer === (mirrored ? otherSide(first.answer) : first.answer)) same++
  }
  return { asked, same }
}

const otherSide = (answer: Comparison): Comparison =>
  answer === 'left' ? 'right' : answer === 'right' ? 'left' : answer

/** @param labels of one rater. Of a pair answered several times the newest answer counts. */
export function answerCycles(labels: readonly Compare[]): { triples: number; circular: number } {
  const winners = new Map<string, Map<string, boolean>>()
  const set = (winner: string, loser: string, won: boolean) => {
    const row = winners.get(winner) ?? new Map<string, boolean>()
    winners.set(winner, row.set(loser, won))
  }
  for (const { left, right, answer } of labels) {
    if (answer !== 'left' && answer !== 'right') continue
    const [a, b] = [clipKey(left), clipKey(right)]
    if (a === b) continue
    set(a, b, answer === 'left')
    set(b, a, answer === 'right')
  }
  let triples = 0
  let circular = 0
  for (const [a, row] of winners) {
    const others = [...row.keys()].filter(key => key > a)
    for (const b of others) {
      for (const c of others) {
        const bc = c > b ? winners.get(b)?.get(c) : undefined
        if (bc === undefined) continue
        triples++
        if (row.get(b) === bc && bc === !row.get(c)) circular++
      }
    }
  }
  return { triples, circular }
}
