/** A policy network cut down to what fits on a card: columns of units, and the weights between neighbours. */
import type { PolicySnapshot } from '../../core/policy-snapshot.ts'
import { actionSize } from '../../core/space.ts'
import { chooseUnits, MOST_UNITS, outgoingStrengths } from './unit-choice.ts'

export interface NetworkColumn {
  /** Indices of the units drawn, top to bottom. */
  readonly units: readonly number[]
  /** Units that the layer has. */
  readonly of: number
}

export interface NetworkEdge {
  /** Places in the columns it joins. */
  readonly from: number
  readonly to: number
  /** Weight as a share of the strongest drawn between these columns, -1 to 1. */
  readonly weight: number
}

export interface NetworkView {
  /** Inputs, hidden layers, outputs. */
  readonly columns: readonly NetworkColumn[]
  /** Between column i and i + 1. */
  readonly edges: readonly (readonly NetworkEdge[])[]
}

/** Outputs that stand for an action: one per discrete one, the means of a box. */
export const outputCount = ({ actionSpace }: Pick<PolicySnapshot, 'actionSpace'>): number =>
  actionSpace.kind === 'discrete' ? actionSpace.n : actionSize(actionSpace)

/** @param previous the view before, whose units keep their places where they can. */
export function networkView(snapshot: PolicySnapshot, previous: NetworkView | null): NetworkView {
  const { inputs, layers } = snapshot.policy
  const sizes = [inputs, ...layers.map(({ units }) => units)]
  const last = sizes.length - 1
  const before = previous?.columns.length === sizes.length ? previous.columns : null
  const columns = sizes.map((size, place): NetworkColumn => {
    if (place === last) {
      const outputs = Math.min(outputCount(snapshot), size)
      return { units: Array.from({ length: outputs }, (_, unit) => unit), of: outputs }
    }
    const strengths = outgoingStrengths(layers[place]!.kernel, size)
    const kept = before?.[place]?.of === size ? before[place].units : []
    return { units: chooseUnits(strengths, MOST_UNITS, kept), of: size }
  })
  const edges = layers.map(({ kernel, units }, place) =>
    between(columns[place]!.units, columns[place + 1]!.units, kernel, units),
  )
  return { columns, edges }
}

function between(
  from: readonly number[],
  to: readonly number[],
  kernel: Float32Array,
  units: number,
): NetworkEdge[] {
  const weight = (a: number, b: number) => kernel[a * units + b]!
  let most = 0
  for (const a of from) for (const b of to) most = Math.max(most, Math.abs(weight(a, b)))
  if (!(most > 0)) return []
  return from.flatMap((a, i) => to.map((b, j) => ({ from: i, to: j, weight: weight(a, b) / most })))
}
