/** How brightly each drawn unit lights up: its activation against the largest seen of late, -1 to 1. */
import type { PolicySnapshot, Thought } from '../../core/policy-snapshot.ts'
import type { NetworkView } from './network-view.ts'

/** A scale shrinks by this factor a drawing, so that one large activation does not dim a unit for ever. */
const FADE = 0.998
const LEAST = 1e-6

/** Keeps the scales from drawing to drawing. */
export class ActivationAmounts {
  private scales: number[] = []

  /** [columns][units] in the order of the view. */
  of(view: NetworkView, snapshot: PolicySnapshot, { activations, policy }: Thought): number[][] {
    const last = view.columns.length - 1
    let scale = 0
    return view.columns.map(({ units }, column) => {
      if (column === last && snapshot.actionSpace.kind === 'box') {
        const { low, high } = snapshot.actionSpace
        return units.map(i => ((policy[i]! - low[i]!) / (high[i]! - low[i]!)) * 2 - 1)
      }
      const signals = units.map(unit => activations[column]?.[unit] ?? 0)
      // Only differences between logits, or between action values, mean anything.
      const middle = column === last ? signals.reduce((sum, signal) => sum + signal, 0) / signals.length : 0
      // Inputs have units of their own each; the units of a layer share a scale.
      if (column === 0) return signals.map(signal => signal / this.scaleOf(scale++, Math.abs(signal)))
      const largest = Math.max(...signals.map(signal => Math.abs(signal - middle)))
      const shared = this.scaleOf(scale++, largest)
      return signals.map(signal => (signal - middle) / shared)
    })
  }

  private scaleOf(place: number, size: number): number {
    const next = Math.max(size, (this.scales[place] ?? 0) * FADE, LEAST)
    this.scales[place] = next
    return next
  }
}
