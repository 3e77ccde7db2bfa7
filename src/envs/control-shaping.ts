/**
 * Shaping terms of worlds with real-valued states. Potentials change by about 1 between the worst and the best state, so that
 * a weight reads as the reward for the whole way; where success ends the episode they are 0 at best and -1 at worst (the
 * end's potential is 0), where failure ends it they are 1 at best.
 *
 * Potential: F = gamma phi(s') - phi(s). Ng, Harada & Russell, "Policy invariance under reward transformations", ICML 1999
 * (https://people.eecs.berkeley.edu/~pabbeel/cs287-fa09/readings/NgHaradaRussell-shaping-ICML1999.pdf).
 */
import type { ControlShapingTerm } from '../core/environment.ts'

type Of<Kind> = Extract<ControlShapingTerm, { readonly kind: Kind }>

export const potentialTerm = (term: Omit<Of<'potential'>, 'kind'>): Of<'potential'> => ({
  kind: 'potential',
  ...term,
})

export const freeTerm = (term: Omit<Of<'free'>, 'kind'>): Of<'free'> => ({ kind: 'free', ...term })

/** Keeps a potential within [-1, 0]. */
export const fromMinusOneToZero = (phi: number): number => Math.min(0, Math.max(-1, phi))

/** 1 for every step whose action is not the middle one of three, which does nothing. */
export const everyPush = (words: { readonly title: string; readonly help: string }): ControlShapingTerm =>
  freeTerm({
    id: 'push',
    range: [-1, 1],
    suggestedWeight: -0.05,
    amount: (_before, actions, offset) => (actions[offset] === 1 ? 0 : 1),
    ...words,
  })

/** (force / strongest)^2 at each step, the force cut to the box as the world cuts it. */
export const effort = (
  strongest: number,
  words: { readonly title: string; readonly help: string; readonly suggestedWeight: number },
): ControlShapingTerm =>
  freeTerm({
    id: 'effort',
    range: [-2, 2],
    amount(_before, actions, offset) {
      const share = Math.min(1, Math.abs(actions[offset]!) / strongest)
      return share * share
    },
    ...words,
  })
