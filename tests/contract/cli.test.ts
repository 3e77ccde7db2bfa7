/** The command line as scripts use it: spawned, JSON lines on standard output, exit codes, sentences for bad input. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'))
  writeFileSync(join(folder, 'broken.json'), '{"version": 1, "agent"')
  writeFileSync(join(folder, 'other.json'), '{"hello": 1}')
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Result {
  code: number
  lines: Record<string, unknown>[]
  stdout: string
  stderr: string
}

/** Runs a command; with `--json` among the words every line of standard output must be JSON with a `type`. */
function cli(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Result> {
  return new Promise(resolve => {
    const arguments_ = [join(root, 'scripts/cli.mjs'), ...words]
    const env = { ...process.env, npm_lifecycle_event: '', ...environment }
    execFile(process.execPath, arguments_, { cwd: folder, env, maxBuffer: 1e8 }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0
      const isJson = words.includes('--json')
      const lines = isJson
        ? stdout
            .trimEnd()
            .split('\n')
            .filter(Boolean)
            .map(line => JSON.parse(line))
        : []
      for (const line of lines) expect(line.type).toEqual(expect.any(String))
      resolve({ code, lines, stdout, stderr })
    })
  })
}

const words = (line: string) => line.split(' ').filter(Boolean)
const json = (line: string) => cli([...words(line), '--json'])

/** The one line of a command that must succeed. */
async function only(line: string): Promise<Record<string, unknown>> {
  const { code, lines, stderr } = await json(line)
  expect(stderr.split('\n').filter(text => text.includes('    at '))).toEqual([])
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  expect(lines).toHaveLength(1)
  return lines[0]!
}

const hashPattern = /^[0-9a-f]{64}$/

describe('lists', () => {
  test('envs: one line per world with spaces, limit, solved return and settings', async () => {
    const { code, lines } = await json('envs')
    expect(code).toBe(0)
    const ids = lines.map(line => line.id)
    expect(ids).toEqual(
      expect.arrayContaining([
        'FrozenLake-v1',
        'CliffWalking-v1',
        'Taxi-v4',
        'FlowerPath-v0',
        'TwoGoals-v0',
        'FourRooms-v0',
        'WindyCrossing-v0',
      ]),
    )
    const taxi = lines.find(line => line.id === 'Taxi-v4')
    expect(taxi).toMatchObject({
      type: 'env',
      title: 'Taxi',
      group: 'Toy text',
      observationSpace: { kind: 'discrete', n: 500 },
      actionSpace: { kind: 'discrete', n: 6 },
      maxEpisodeSteps: 200,
      settings: { is_rainy: { kind: 'boolean', default: false, help: expect.any(String) } },
    })
    expect(taxi!.solvedReturn).toEqual(expect.any(Number))
    expect(lines.find(line => line.id === 'CliffWalking-v1')!.maxEpisodeSteps).toBeNull()
    expect(lines.find(line => line.id === 'CartPole-v1')).toMatchObject({
      group: 'Classic control',
      observationSpace: {
        kind: 'box',
        shape: [4],
        low: [expect.any(Number), null, expect.any(Number), null],
      },
      actionSpace: { kind: 'discrete', n: 2 },
      maxEpisodeSteps: 500,
      solvedReturn: 475,
      randomReturn: expect.any(Number),
    })
    expect(lines.find(line => line.id === 'Pendulum-v1')).toMatchObject({
      observationSpace: { kind: 'box', shape: [3], low: [-1, -1, -8], high: [1, 1, 8] },
      actionSpace: { kind: 'box', shape: [1], low: [-2], high: [2] },
      maxEpisodeSteps: 200,
    })
    for (const line of lines) expect(line.randomReturn, String(line.id)).toBeTypeOf('number')
  })

  test('agents: one line per learner with kind and settings', async () => {
    const { code, lines } = await json('agents')
    expect(code).toBe(0)
    const ids = words(
      'q-learning sarsa expected-sarsa double-q-learning q-lambda dyna-q reinforce actor-critic',
    )
    expect(lines.map(line => line.id)).toEqual(expect.arrayContaining(ids))
    for (const line of lines) {
      expect(line).toMatchObject({
        type: 'agent',
        title: expect.any(String),
        kind: expect.any(String),
        worlds: expect.stringMatching(/^(tabular|any)$/),
        actions: expect.stringMatching(/^(discrete|box|any)$/),
      })
      expect(Object.keys(line.settings as object).length).toBeGreaterThan(1)
    }
  })

  test('without --json a person reads a table', async () => {
    const { code, stdout } = await cli(['envs', '--settings'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^FlowerPath-v0 +Flower Path +\d+ states/m)
    expect(stdout).toContain('env.layout=')
    expect(stdout).not.toContain('{')
  })

  test('through npm, from another folder', async () => {
    const { stdout } = await new Promise<{ stdout: string }>((resolve, reject) => {
      const npm = ['run', '--silent', '--prefix', root, 'cli', '--', 'agents', '--json']
      execFile('npm', npm, { cwd: folder, shell: process.platform === 'win32' }, (error, out) =>
        error ? reject(error) : resolve({ stdout: out }),
      )
    })
    expect(JSON.parse(stdout.split('\n')[0]!)).toMatchObject({ type: 'agent' })
  })
})

describe('train, resume, evaluate', () => {
  const cliff = '--env CliffWalking-v1 --agent q-learning'

  test('a summary with the task return of the greedy policy, the same for the same seed', async () => {
    const line = `train ${cliff} --steps 30000 --seed 3 --episodes 20`
    const [first, second, other] = await Promise.all([
      only(line),
      only(line),
      only(line.replace('--seed 3', '--seed 4')),
    ])
    expect(first).toMatchObject({
      type: 'summary',
      env: 'CliffWalking-v1',
      agent: 'q-learning',
      seed: 3,
      steps: 30_000,
      evaluation: { episodes: 20, meanReturn: -13, standardDeviation: 0, meanLength: 13 },
    })
    expect((first.evaluation as { returns: number[] }).returns).toHaveLength(20)
    expect(first.stepsPerSecond).toBeGreaterThan(1000)
    expect(first.wallSeconds).toBeGreaterThan(0)
    expect(first.hash).toMatch(hashPattern)
    expect(second.hash).toBe(first.hash)
    expect(other.hash).not.toBe(first.hash)
  })

  test.each(['q-learning', 'q-lambda', 'dyna-q', 'actor-critic'])(
    '%s resumed at the half equals one that never stopped',
    async agent => {
      const steps = agent === 'actor-critic' ? 800 : 5000
      const base = `--env FourRooms-v0 --agent ${agent} --seed 5`
      const half = join(folder, `half-${agent}`)
      const whole = await only(`train ${base} --steps ${2 * steps}`)
      const started = await only(`train ${base} --steps ${steps} --out ${half}`)
      const resumed = await only(`train --resume ${join(half, 'checkpoint.json')} --steps ${steps}`)
      expect(resumed.steps).toBe(whole.steps)
      expect(started.hash).not.toBe(whole.hash)
      expect(resumed.hash).toBe(whole.hash)
      expect(resumed.evaluation).toEqual(whole.evaluation)
    },
  )

  test('robots of several ages; another run begins with one of them', async () => {
    const robots = join(folder, 'robots')
    const base = 'train --env CartPole-v1 --agent ppo --episodes 10'
    await only(`${base} --steps 20000 --seed 1 --robots baby=1024,adult=20000 --out ${robots}`)
    const [baby, adult] = ['baby', 'adult'].map(age =>
      JSON.parse(readFileSync(join(robots, `CartPole-v1.${age}.json`), 'utf8')),
    )
    expect(baby).toMatchObject({ age: 'baby', steps: 1024, evaluation: { episodes: 10 } })
    expect(adult.evaluation.meanReturn).toBeGreaterThan(baby.evaluation.meanReturn)
    const grown = join(robots, 'CartPole-v1.adult.json')
    const begun = await only(`${base} --steps 8 --seed 2 --start ${grown}`)
    expect((begun.evaluation as { meanReturn: number }).meanReturn).toBeGreaterThan(
      baby.evaluation.meanReturn,
    )
    const { code, stderr } = await json(`train --env Pendulum-v1 --agent ppo --steps 8 --start ${grown}`)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('expected Pendulum-v1') })
  })

  test.each([
    ['CartPole-v1', 'ppo', 3000],
    ['CartPole-v1', 'dqn', 1500],
    ['Pendulum-v1', 'ppo', 3000],
  ])(
    '%s with %s: resumed at the half equals one that never stopped, and evaluates the same',
    async (env, agent, steps) => {
      const base = `--env ${env} --agent ${agent} --seed 5 --episodes 7`
      const half = join(folder, `half-${env}-${agent}`)
      const rest = join(folder, `rest-${env}-${agent}`)
      const checkpoint = join(half, 'checkpoint.json')
      const whole = await only(`train ${base} --steps ${2 * steps}`)
      const started = await only(`train ${base} --steps ${steps} --out ${half}`)
      const resumed = await only(`train --resume ${checkpoint} --steps ${steps} --episodes 7 --out ${rest}`)
      expect(whole).toMatchObject({
        type: 'summary',
        env,
        agent,
        seed: 5,
        steps: 2 * steps,
        exactReturn: null,
      })
      expect(resumed).toMatchObject({ hash: whole.hash, steps: whole.steps, evaluation: whole.evaluation })
      expect(started.hash).not.toBe(whole.hash)
      expect(await only(`evaluate --checkpoint ${checkpoint} --seed 5 --episodes 7`)).toMatchObject({
        type: 'evaluation',
        env,
        agent,
        evaluation: started.evaluation as object,
      })
      const curve = readFileSync(join(rest, 'curve.jsonl'), 'utf8').trim().split('\n')
      const types = curve.map(line => JSON.parse(line).type)
      expect(new Set(types)).toEqual(new Set(['episodes', 'evaluation']))
    },
  )

  test('--out writes a checkpoint that evaluates the same, and a curve', async () => {
    const out = join(folder, 'cliff')
    const trained = await only(`train ${cliff} --steps 20000 --seed 1 --out ${out}`)
    const evaluated = await only(`evaluate --checkpoint ${join(out, 'checkpoint.json')} --seed 1`)
    expect(evaluated).toMatchObject({ type: 'evaluation', env: 'CliffWalking-v1', agent: 'q-learning' })
    expect(evaluated.evaluation).toEqual(trained.evaluation)
    const curve = readFileSync(join(out, 'curve.jsonl'), 'utf8').trim().split('\n')
    const bins = curve.map(text => JSON.parse(text)).filter(row => row.type === 'episodes')
    expect(bins.length).toBeGreaterThan(10)
    expect(bins.at(-1).reward).toBeGreaterThan(bins[0].reward)
  })

  test('settings reach the world, the learner and the reward', async () => {
    const base = 'train --env FlowerPath-v0 --agent sarsa --steps 4000 --seed 0'
    const hashes = await Promise.all(
      [
        '',
        '--set env.layout=3',
        '--set agent.epsilon=0.5 --set agent.discount=0.9',
        '--set reward.flower=-1',
      ].map(async flags => (await only(`${base} ${flags}`)).hash),
    )
    expect(new Set(hashes).size).toBe(hashes.length)
  })

  test('without --json a person reads lines', async () => {
    const { code, stdout } = await cli(words(`train ${cliff} --steps 2000`))
    expect(code).toBe(0)
    expect(stdout).toMatch(/^CliffWalking-v1 with q-learning, seed 0$/m)
    expect(stdout).toMatch(/^greedy return -/m)
    expect(stdout).not.toContain('{')
  })

  test.skipIf(process.platform === 'win32')('an interrupt ends it in good order', async () => {
    const out = join(folder, 'interrupted')
    const child = execFile(process.execPath, [
      join(root, 'scripts/cli.mjs'),
      ...words(`train ${cliff} --steps 100000000000 --out ${out} --json`),
    ])
    let stdout = ''
    let interrupted = false
    child.stdout!.on('data', text => {
      stdout += text
    })
    child.stderr!.on('data', () => {
      if (interrupted) return
      interrupted = true
      child.kill('SIGINT')
    })
    const code = await new Promise(resolve => child.on('close', resolve))
    const summary = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(summary).toMatchObject({
      type: 'summary',
      interrupted: true,
      hash: expect.stringMatching(hashPattern),
    })
    expect(summary.steps).toBeLessThan(100_000_000_000)
    expect(existsSync(join(out, 'checkpoint.json'))).toBe(true)
  })
})

describe('replay', () => {
  const golden = (name: string) => join(root, 'tests/golden/data', name)

  test('recorded tables are equal', async () => {
    expect(await only(`replay ${golden('CliffWalking.json')}`)).toMatchObject({
      type: 'replay',
      env: 'CliffWalking-v1',
      transitions: 192,
      maxStateError: 0,
      maxObservationError: null,
      maxRewardError: 0,
      maxReturnError: null,
      flagsEqual: true,
      ok: true,
    })
  })

  test('a table that differs exits with 1', async () => {
    const recorded = JSON.parse(readFileSync(golden('FrozenLake-4x4.json'), 'utf8'))
    recorded.P[0][0][0][2] = 0.5
    writeFileSync(join(folder, 'changed.json'), JSON.stringify(recorded))
    const { code, lines } = await json('replay changed.json')
    expect(code).toBe(1)
    expect(lines[0]).toMatchObject({ ok: false, maxRewardError: 0.5 })
  })
})

describe('teach', () => {
  test('an oracle teaches the robot to leave the flowers alone', async () => {
    const taught = await only(
      'teach --env FlowerPath-v0 --agent q-learning --teacher oracle --labels 30 --steps 15000 --seed 0',
    )
    expect(taught).toMatchObject({
      type: 'taught',
      env: 'FlowerPath-v0',
      agent: 'q-learning',
      teacher: 'oracle',
      kind: 'compare',
      query: expect.any(String),
      labels: 30,
      flowerStepsPerEpisode: 0,
      hash: expect.stringMatching(hashPattern),
    })
    expect(taught.taskReturn).toBeGreaterThan(0)
    expect(taught.trueReturn).toBe(taught.taskReturn)
    expect(taught.normalisedReturn).toBeGreaterThan(0.9)
    for (const key of ['heldOutAgreement', 'expectedCalibrationError', 'wallSeconds']) {
      expect(taught[key]).toEqual(expect.any(Number))
    }
  })
})

describe('bench', () => {
  test('one figure with its unit', async () => {
    const { code, lines } = await json('bench --only calibration_loop')
    expect(code).toBe(0)
    expect(lines.at(-1)).toMatchObject({
      type: 'bench',
      name: 'calibration_loop',
      unit: 'ms',
      value: expect.any(Number),
    })
  })
})

describe('lab', () => {
  test('overoptimisation: one line of figures, the same for the same seed', async () => {
    const line = 'lab overoptimisation --seed 3 --set lab.worlds=2 --set lab.moreLabels=30'
    const runs = [await json(line), await json(line)]
    const [first, second] = runs.map(({ code, lines }) => {
      expect(code).toBe(0)
      const { milliseconds, ...figures } = lines.at(-1)!.figures as Record<string, unknown>
      expect(milliseconds).toMatchObject({ curve: expect.any(Number) })
      return figures
    })
    expect(runs[0]!.lines.at(-1)).toMatchObject({ type: 'lab', name: 'overoptimisation', seed: 3 })
    expect(first).toMatchObject({
      peak: expect.any(Number),
      end: expect.any(Number),
      repairs: { labels: { end: expect.any(Number) } },
    })
    expect(second).toEqual(first)
  })
})

describe('bad input is one sentence and exit 2', () => {
  const train = 'train --env CliffWalking-v1 --agent q-learning --steps 100'

  test.concurrent.each<[string, RegExp]>([
    ['', /COMMAND/],
    ['results', /^'results' is not a command\..*envs, agents, train, evaluate, replay, teach, lab, bench\.$/],
    ['lab', /^NAME is missing; expected an experiment: .*overoptimisation/],
    ['lab overoptimization', /^'overoptimization' is not an experiment\. Did you mean 'overoptimisation'\?/],
    [
      'lab overoptimisation --set lab.label=3',
      /^--set lab\.label is not a setting\. Did you mean 'labels'\?/,
    ],
    ['lab overoptimisation --set lab.labels=0', /^--set lab\.labels is '0'; expected a whole number from 1/],
    ['lab overoptimisation --set labels=3', /^--set is 'labels=3'; expected lab\.KEY=VALUE/],
    ['trian', /^'trian' is not a command\. Did you mean train\?/],
    ['train --env CliffWalking-v1', /^--steps is missing/],
    ['train --env CliffWalking-v1 --steps 10', /^--agent is missing; .*agents/],
    [
      'train --env CliffWalking-v2 --agent sarsa --steps 10',
      /^--env\b.*'CliffWalking-v2'.*'CliffWalking-v1'/,
    ],
    ['train --env CliffWalking-v1 --agent qlearning --steps 10', /^--agent is 'qlearning'.*'q-learning'/],
    [
      `${train} --set env.is_slippry=true`,
      /^--set env\.is_slippry is not a setting\. Did you mean 'is_slippery'\?/,
    ],
    [`${train} --set agent.discount=2`, /^--set agent\.discount is '2'; expected a number from 0 to 1/],
    [`${train} --set agent.discount=lots`, /^--set agent\.discount is 'lots'; expected a number/],
    [`${train} --set agent.discount`, /^--set is 'agent\.discount'; expected SCOPE\.KEY=VALUE/],
    [`${train} --set world.layout=1`, /^--set world\.layout=1 has scope 'world'; expected/],
    [`${train} --set reward.flowers=1`, /^--set reward\.flowers is not a setting/],
    [`${train} --set feedback.clipLength=3`, /^--set feedback\.clipLength has no use here/],
    [`${train} --seed -1`, /^--seed is '-1'; expected a whole number from 0/],
    [`${train} --stesp 5`, /^--stesp is not a flag of this command\. Did you mean --steps\?/],
    [
      'train --env CartPole-v1 --agent q-learning --steps 10',
      /^--agent is 'q-learning', which cannot learn CartPole-v1: .*finitely many states.*\bppo\b/,
    ],
    [
      'train --env Pendulum-v1 --agent dqn --steps 10',
      /^--agent is 'dqn', which cannot learn Pendulum-v1: .*real numbers.*\bppo\b/,
    ],
    [
      'train --env CartPole-v1 --agent ppo --steps 10 --set reward.uprigt=1',
      /^--set reward\.uprigt is not a setting\. Did you mean 'upright'\?/,
    ],
    [
      'teach --env CartPole-v1 --agent q-learning',
      /^--agent is 'q-learning', which cannot learn CartPole-v1/,
    ],
    [`${train} --resume nowhere.json`, /^--resume 'nowhere\.json' is not there/],
    ['evaluate --checkpoint nowhere.json', /^--checkpoint 'nowhere\.json' is not there; expected a file\.$/],
    ['evaluate --checkpoint broken.json', /^--checkpoint 'broken\.json'.* is not JSON/],
    ['evaluate --checkpoint other.json', /other\.json/],
    ['replay', /^FILE\.json is missing/],
    ['replay other.json', /^other\.json: /],
    ['teach --env FlowerPath-v0 --agent q-learning --teacher wise', /^--teacher.*'?wise/],
    ['teach --env FlowerPath-v0 --agent q-learning --labels lots', /^--labels is 'lots'/],
    ['bench --only qlearning', /^--only .*qlearning/],
  ])('%s', async (line, sentence) => {
    const { code, stdout, stderr } = await cli(words(line))
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr.trim()).toMatch(sentence)
    if (line !== '') expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).not.toMatch(/\bat .*:\d+:\d+|Error:/)
  })
})

test('--help tells the flags', async () => {
  for (const name of words('train evaluate replay teach lab bench envs agents')) {
    const { code, stdout } = await cli([name, '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain(`${name}`)
  }
})
