/** Every learner, in the order a person meets them. A new one is a file of its own and a line here. */

import type { AgentDefinition } from '../core/agent.ts'
import type { World } from '../core/environment.ts'
import { nearestId, PlaygroundError } from '../core/errors.ts'
import { a2c } from './a2c.ts'
import { actorCritic } from './actor-critic.ts'
import { bc } from './bc.ts'
import { coach } from './coach.ts'
import { cpl } from './cpl.ts'
import { dagger } from './dagger.ts'
import { doubleQLearning } from './double-q-learning.ts'
import { dqn } from './dqn.ts'
import { dynaQ } from './dyna-q.ts'
import { expectedSarsa } from './expected-sarsa.ts'
import { ppo } from './ppo.ts'
import { qLambda } from './q-lambda.ts'
import { qLearning } from './q-learning.ts'
import { reinforce } from './reinforce.ts'
import { sac } from './sac.ts'
import { sarsa } from './sarsa.ts'
import { tamer } from './tamer.ts'
import { td3 } from './td3.ts'

const registered = [
  qLearning,
  sarsa,
  expectedSarsa,
  doubleQLearning,
  qLambda,
  dynaQ,
  reinforce,
  actorCritic,
  a2c,
  ppo,
  dqn,
  sac,
  td3,
  bc,
  dagger,
  cpl,
  tamer,
  coach,
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

/** Why a learner cannot learn in a world, as the end of a sentence; null when it can. */
export function unsuitable({ worlds, actions }: AgentDefinition, world: World): string | null {
  if (worlds === 'tabular' && world.form === 'control') {
    return 'it keeps a table over finitely many states, and the states there are real numbers'
  }
  const given = world.form === 'tabular' ? 'discrete' : world.actionSpace.kind
  if (actions === 'any' || actions === given) return null
  return actions === 'discrete'
    ? 'it chooses among a few actions, and the actions there are real numbers'
    : 'its actions are real numbers, and there one chooses among a few'
}

/** The learners that can learn in a world, in the registry's order. */
export const agentsFor = (world: World): AgentDefinition[] =>
  agents.filter(definition => unsuitable(definition, world) === null)
