/**
 * Weights in a binary tree whose nodes hold the sums of what is below, so that drawing in proportion to the weights and
 * changing one take as many steps as the tree is deep. Tom Schaul et al., "Prioritized experience replay", ICLR 2016,
 * appendix B.2.1 (https://arxiv.org/abs/1511.05952).
 *
 * A node is always its two children's sum, never a running difference: the same weights give the same bits.
 */
export class SumTree {
  readonly capacity: number
  /** Node 1 is the root, the children of node i are 2 i and 2 i + 1, the weights begin at `first`. */
  private readonly nodes: Float64Array
  private readonly first: number

  constructor(capacity: number) {
    let first = 1
    while (first < capacity) first *= 2
    this.capacity = capacity
    this.first = first
    this.nodes = new Float64Array(2 * first)
  }

  get total(): number {
    return this.nodes[1]!
  }

  weight(index: number): number {
    return this.nodes[this.first + index]!
  }

  /** @param weight 0 or more. */
  set(index: number, weight: number): void {
    const { nodes } = this
    let node = this.first + index
    nodes[node] = weight
    for (node >>= 1; node >= 1; node >>= 1) nodes[node] = nodes[2 * node]! + nodes[2 * node + 1]!
  }

  /** The index in whose stretch of [0, total) `point` lies, never one of weight 0 while there are others. */
  find(point: number): number {
    const { nodes, first } = this
    let node = 1
    let rest = point
    while (node < first) {
      const left = nodes[2 * node]!
      // Rounding can carry a point past the last weight.
      if (rest < left || nodes[2 * node + 1] === 0) node = 2 * node
      else {
        rest -= left
        node = 2 * node + 1
      }
    }
    return node - first
  }

  /** The first `count` weights. */
  weights(count: number): Float64Array {
    return this.nodes.slice(this.first, this.first + count)
  }

  /** Replaces all weights; those not given are 0. */
  fill(weights: Float64Array): void {
    const { nodes, first } = this
    nodes.fill(0)
    nodes.set(weights, first)
    for (let node = first - 1; node >= 1; node--) nodes[node] = nodes[2 * node]! + nodes[2 * node + 1]!
  }
}
