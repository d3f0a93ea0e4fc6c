"""The lines of `loss`, and the optimisers with their schedules, from the model that step.ts writes."""
import math

import torch
from torch.nn import functional as F

from network import settings_of


def bce(prediction, target, logits):
    # As a user would write it behind a sigmoid.
    return F.binary_cross_entropy_with_logits(logits, target) if logits is not None else F.binary_cross_entropy(prediction, target)


def l1(prediction, target, _):
    return F.l1_loss(prediction, target)


def l2(prediction, target, _):
    return F.mse_loss(prediction, target)


def cosine_distance(prediction, target, _):
    return (1 - (F.normalize(prediction, dim=1, eps=1e-6) * F.normalize(target, dim=1, eps=1e-6)).sum(1)).mean()


losses = {"cosine_distance": cosine_distance, "bce": bce, "l1": l1, "l2": l2}


def lsgan(real, fake, settings):
    judge = 0.5 * (real - settings["real_label"]).square().mean() + 0.5 * fake.square().mean()
    return judge, 0.5 * (fake - 1).square().mean()


class Objectives:
    """Values of the generators -> the lines by name, what generators minimise, what each discriminator does.

    A discriminator goes once over the fake examples, for both sides, as in our graph. `call`: a network on an image, by names.
    """

    def __init__(self, model, judges, call):
        self.lines, self.judges, self.call, self.normal = model["loss"], judges, call, model["train"]["normal"]

    def __call__(self, values, given):
        logged, total, sides = {}, 0.0, {}
        for line in self.lines:
            value = 0.0
            results = [self._called(node["call"], values, given) for node in line["flow"]["nodes"]]
            for part in line["parts"]:
                call = part["call"]
                if call["kind"] == "adversarial":
                    judge, own = self._adversarial(call, values, given)
                    name = call["settings"]["discriminator"]["value"]
                    sides[name] = sides.get(name, 0.0) + judge
                    logged[f"{line['name']}.{name}"] = judge
                else:
                    own = self._plain(call, values, given, results)
                value = value + part["weight"] * own
            logged[line["name"]] = value
            total = total + value
        return logged, total, sides

    def _called(self, call, values, given):
        s = settings_of(call)
        if call["name"] != "network" or call["inputs"][0]["from"] != "given":
            raise SystemExit(f"bench/torch does not know {call['path']}")
        return self.call(s["network"], call["inputs"][0]["name"], values, given)[s["value"]]

    def _plain(self, call, values, given, results):
        if call["name"] not in losses or any(settings_of(call).get(name, 1) != 1 for name in ("positive", "hardest")):
            raise SystemExit(f"bench/torch does not know {call['path']}")
        tensors = [
            results[reference["node"]] if reference["from"] == "node" else self._tensor(reference, values, given)
            for reference in call["inputs"]
        ]
        return losses[call["name"]](*tensors, self._logits(call["inputs"][0], values))

    def _adversarial(self, call, values, given):
        if call["name"] != "lsgan":
            raise SystemExit(f"bench/torch does not know {call['path']}")
        settings = settings_of(call)
        judge = self.judges[settings["discriminator"]]
        real, fake = (judge(*self._examples(settings[kind], values, given))[judge_result(judge)] for kind in ("real", "fake"))
        return lsgan(real, fake, settings)

    def _examples(self, examples, values, given):
        parts = {"all": slice(None), "normal": slice(self.normal), "synthetic": slice(self.normal, None)}
        part = parts[examples["subset"]]
        return [self._tensor(tensor["reference"], values, given)[part] for tensor in examples["tensors"]]

    @staticmethod
    def _tensor(reference, values, given):
        return given[reference["name"]] if reference["from"] == "given" else values[reference["network"]][reference["value"]]

    @staticmethod
    def _logits(reference, values):
        return values[reference["network"]].get(f"{reference['value']}/logits") if reference["from"] == "network" else None


def judge_result(judge):
    return getattr(judge, "_orig_mod", judge).result


class Adam:
    """torch.optim.Adam as the pipeline sets it. Ours adds epsilon to the root of the mean square before its bias is
    corrected (as TensorFlow does), PyTorch afterwards: so epsilon is given anew at each step."""

    def __init__(self, training, parameters, steps, fused):
        optimizer = training["optimizer"]
        if optimizer["name"] != "adam" or any(training["clip"].values()) or training["updates"] != 1:
            raise SystemExit("bench/torch knows adam alone, without clipping, once a step")
        s = settings_of(optimizer)
        self.rate, self.epsilon, self.beta2, self.steps = s["rate"], s["epsilon"], s["beta2"], steps
        self.own = torch.optim.Adam(parameters, 1e-3, (s["beta1"], s["beta2"]), fused=fused or None)

    def step(self, step, gradients):
        (group,) = self.own.param_groups
        group["lr"] = scheduled(self.rate, step, self.steps)
        group["eps"] = self.epsilon / math.sqrt(1 - self.beta2 ** (step + 1))
        for parameter, gradient in zip(group["params"], gradients):
            parameter.grad = gradient
        self.own.step()


def scheduled(rate, step, steps):
    if rate["kind"] == "constant":
        return rate["value"]
    call, s = rate["call"], settings_of(rate["call"])
    if call["name"] == "one_cycle" and s["shape"] == "cosine":
        top = max(0, steps * s["warmup"] - 1)
        if step < top:
            return s["peak"] * blend(s["start"], 1, step / top)
        return s["peak"] * blend(1, s["end"], (step - top) / (max(steps - 1, top + 1) - top))
    if call["name"] != "cosine":
        raise SystemExit(f"bench/torch does not know the schedule {call['name']}")
    warmup = round(steps * s["warmup"])
    if step < warmup:
        return s["start"] * (step + 1) / warmup
    return blend(s["start"], s["end"], (step - warmup) / max(1, steps - 1 - warmup))


def blend(start, end, place):
    """Along half a cosine."""
    return start + (end - start) * (0.5 - 0.5 * math.cos(math.pi * min(1, max(0, place))))
