"""PPO of Stable-Baselines3 on the task and settings of ppo-cartpole.json, on one thread of the processor.

Prints one line of JSON per seed: library, versions, seed, steps, seconds, stepsPerSecond, meanReturn.

Usage: python3 ppo_cartpole_sb3.py [SEED ...]
"""

import json
import sys
import time
from pathlib import Path

import gymnasium
import stable_baselines3
import torch
from stable_baselines3 import PPO
from stable_baselines3.common.env_util import make_vec_env
from stable_baselines3.common.evaluation import evaluate_policy

TASK = json.loads(Path(__file__).with_name("ppo-cartpole.json").read_text())


def train(seed: int) -> dict:
    settings = TASK["settings"]
    hidden = [settings["hiddenUnits"]] * settings["hiddenLayers"]
    environment = make_vec_env(TASK["env"], n_envs=settings["environments"], seed=seed)
    model = PPO(
        "MlpPolicy",
        environment,
        n_steps=settings["rolloutSteps"],
        batch_size=settings["minibatchSize"],
        n_epochs=settings["epochs"],
        learning_rate=settings["learningRate"],
        gamma=settings["discount"],
        gae_lambda=settings["lambda"],
        clip_range=settings["clipRange"],
        ent_coef=settings["entropyWeight"],
        vf_coef=settings["valueWeight"],
        max_grad_norm=settings["maxGradientNorm"],
        normalize_advantage=settings["normalizeAdvantages"],
        policy_kwargs={"net_arch": {"pi": hidden, "vf": hidden}, "activation_fn": torch.nn.Tanh},
        device="cpu",
        seed=seed,
    )
    start = time.perf_counter()
    model.learn(TASK["steps"])
    seconds = time.perf_counter() - start
    mean_return, _ = evaluate_policy(
        model,
        make_vec_env(TASK["env"], n_envs=1, seed=seed + 10_000),
        n_eval_episodes=TASK["evaluationEpisodes"],
        deterministic=True,
    )
    return {
        "library": "Stable-Baselines3",
        "versions": {
            "stable_baselines3": stable_baselines3.__version__,
            "torch": torch.__version__,
            "gymnasium": gymnasium.__version__,
        },
        "seed": seed,
        "steps": model.num_timesteps,
        "seconds": seconds,
        "stepsPerSecond": model.num_timesteps / seconds,
        "meanReturn": float(mean_return),
    }


def main() -> None:
    torch.set_num_threads(1)
    for seed in [int(text) for text in sys.argv[1:]] or TASK["seeds"]:
        print(json.dumps(train(seed)), flush=True)


if __name__ == "__main__":
    main()
