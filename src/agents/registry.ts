/** Every learner, in the order a person meets them. A new one is a file of its own and a line here. */

import type { AgentDefinition } from '../core/agent.ts'
import { nearestId, PlaygroundError } from '../core/errors.ts'
import { actorCritic } from './actor-critic.ts'
import { doubleQLearning } from './double-q-learning.ts'
import { dynaQ } from './dyna-q.ts'
import { expectedSarsa } from './expected-sarsa.ts'
import { qLambda } from './q-lambda.ts'
import { qLearning } from './q-learning.ts'
import { reinforce } from './reinforce.ts'
import { sarsa } from './sarsa.ts'

const registered = [
  qLearning,
  sarsa,
  expectedSarsa,
  doubleQLearning,
  qLambda,
  dynaQ,
  reinforce,
  actorCritic,
] as const

export type AgentId = (typeof registered)[number]['id']

export const agents: readonly AgentDefinition[] = registered

/** @throws PlaygroundError `unknown-agent`, its path `agent`, naming the nearest id. */
export function agentById(id: string): AgentDefinition {
  const agent = agents.find(candidate => candidate.id === id)
  if (agent) return agent
  const known = agents.map(candidate => candidate.id)
  const near = nearestId(id, known)
  const hint = near ? `Did you mean '${near}'?` : `Known: ${known.join(', ')}.`
  throw new PlaygroundError(
    'unknown-agent',
    `agent is '${id.slice(0, 80)}', which is not a learner. ${hint}`,
    {
      path: 'agent',
    },
  )
}
