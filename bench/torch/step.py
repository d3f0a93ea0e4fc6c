"""The pipeline's training step in PyTorch, from the folder that step.ts has written. Needs: pip install torch

step.py losses FOLDER THREADS PRECISION  ten steps on our batches; prints the losses as JSON. PRECISION: float32 or float64
step.py serve  FOLDER THREADS VARIANT    for each line of standard input (a number of steps) prints their times as JSON
VARIANT: eager; tuned (channels last, the fused Adam); compile (torch.compile of each network)
"""
import json
import os
import re
import sys
import time

import torch

from network import Layers, Network
from objective import Adam, Objectives

mode, folder, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
variant = sys.argv[4] if len(sys.argv) > 4 else "eager"
torch.set_num_threads(threads)
device = "cuda" if os.environ.get("DEVICE") == "gpu" else "cpu"
torch.set_default_device(device)


def memory(key):
    return int(re.search(rf"{key}:\s*(\d+)", open("/proc/self/status").read())[1]) / 1024


loaded = memory("VmRSS")


def read(name, shapes):
    """Tensors of float32, one after the other in a file."""
    numbers, found, start = torch.from_file(os.path.join(folder, name), dtype=torch.float32, size=count(shapes), device="cpu"), [], 0
    for shape in shapes:
        size = count([shape])
        found.append(numbers[start : start + size].reshape(shape).clone().to(device))
        start += size
    return found


def count(shapes):
    return sum(int(torch.tensor(shape).prod()) for shape in shapes)


class Training:
    def __init__(self, dump):
        model = dump["model"]
        named = zip((variable["name"] for variable in dump["variables"]), read("weights.bin", [v["shape"] for v in dump["variables"]]))
        layers = Layers(dict(named))
        self.networks = {network["name"]: self.network(network, layers) for network in model["networks"]}
        self.models = {network["name"]: network for network in model["networks"]}
        self.normal = model["train"]["normal"]
        learning = [training for training in model["train"]["networks"] if training["network"] in self.networks]
        self.frozen = {training["network"] for training in learning if training["frozen"] == "all"}
        for name in self.frozen:
            self.networks[name].eval().requires_grad_(False)
        judges = {name: net for name, net in self.networks.items() if self.models[name]["role"] == "discriminator"}
        self.objectives = Objectives(model, judges, self.call)
        steps, fused = model["train"]["steps"], variant == "tuned"
        self.parameters = {
            name: list(net.parameters()) for name, net in self.networks.items() if name not in self.frozen
        }
        self.optimizers = {
            training["network"]: Adam(training, self.parameters[training["network"]], steps, fused)
            for training in learning
            if training["network"] in self.parameters
        }

    @staticmethod
    def network(model, layers):
        network = Network(model, layers)
        if variant == "tuned":
            network = network.to(memory_format=torch.channels_last)
        return torch.compile(network) if variant == "compile" else network

    def step(self, number, image, seen, mask):
        given = {"image": image, "seen": seen, "mask": mask}
        values, self.called = {}, {}
        for name, model in self.models.items():
            if model["role"] != "generator":
                continue
            sources = [entry["source"] for entry in model["inputs"]]
            values[name] = self.networks[name](*[self.source(source, given, values) for source in sources])
        logged, total, sides = self.objectives(values, given)
        # All gradients at the weights before the step.
        slopes = {name: torch.autograd.grad(side, self.parameters[name], retain_graph=True) for name, side in sides.items()}
        trained = [name for name in values if name in self.parameters]
        found = iter(torch.autograd.grad(total, [parameter for name in trained for parameter in self.parameters[name]]))
        slopes |= {name: [next(found) for _ in self.parameters[name]] for name in trained}
        for name, optimizer in self.optimizers.items():
            optimizer.step(number, slopes[name])
        return logged

    def call(self, name, on, values, given):
        """A network on an image. A frozen one has seen the normal samples, which `seen` and `image` share."""
        if on == "seen":
            return values[name]
        if name not in self.frozen or on != "image":
            return self.networks[name](given[on])
        key = f"{name} on image"
        if key not in self.called:
            rest = self.networks[name](given["image"][self.normal :])
            self.called[key] = {value: torch.cat([values[name][value][: self.normal], rest[value]]) for value in rest}
        return self.called[key]

    @staticmethod
    def source(source, given, values):
        if source["from"] == "network":
            return values[source["network"]][source["value"]]
        return given["image" if source["from"] == "clean" else source["from"]]


def batches(dump):
    shapes = [dump["batch"][name] for name in ("image", "seen", "mask")]
    layout = torch.channels_last if variant == "tuned" else torch.contiguous_format
    every = read("batches.bin", shapes * dump["batches"])
    return [[x.permute(0, 3, 1, 2).contiguous(memory_format=layout) for x in every[i : i + 3]] for i in range(0, len(every), 3)]


def numbers_of(losses):
    return {name: value.item() for name, value in losses.items()}


def serve(training, given):
    done = 0
    for line in sys.stdin:
        times = {"wall": [], "cpu": []}
        for _ in range(int(line)):
            start, before = time.perf_counter(), time.process_time()
            logged = training.step(done, *given[done % len(given)])
            # The losses are looked at, as those of our step are.
            numbers_of(logged)
            times["wall"].append((time.perf_counter() - start) * 1000)
            times["cpu"].append((time.process_time() - before) * 1000)
            done += 1
        print(json.dumps(times | {"loaded": loaded, "resident": memory("VmRSS"), "peak": memory("VmHWM")}), flush=True)


def main():
    if variant == "compile":
        # The graph is walked twice: for the discriminator's side and for the generators'.
        import torch._functorch.config as functorch

        functorch.donated_buffer = False
        if os.environ.get("ATEN_CPU_CAPABILITY") == "avx2":
            import torch._inductor.config as inductor

            inductor.cpp.simdlen = 256
    with open(os.path.join(folder, "model.json")) as file:
        dump = json.load(file)
    training, given = Training(dump), batches(dump)
    if mode == "serve":
        return serve(training, given)
    if variant == "float64":
        for network in training.networks.values():
            network.double()
        given = [[x.double() for x in batch] for batch in given]
    logged = [training.step(number, *batch) for number, batch in enumerate(given[: dump["steps"]])]
    print(json.dumps([numbers_of(losses) for losses in logged]))


main()
