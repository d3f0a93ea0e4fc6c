"""Steps of the networks of pipelines/pretrained.anoseg in PyTorch, on a batch that is ready made: no augmentation.

python3 pytorch_step.py SIZE THREADS STEPS OUT
pip install torch efficientnet_lite_pytorch

The encoder starts from random weights: they take as long. The normal pictures go through it once, as those of the
pipeline do.
"""
import json
import re
import sys
import time

import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import nn
from torch.nn.functional import avg_pool2d, binary_cross_entropy, cosine_similarity, interpolate, normalize

size, threads, steps, out = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
torch.set_num_threads(threads)
torch.manual_seed(7)
channels = [16, 24, 40, 112]
width = 128


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = EfficientNet.from_name("efficientnet-lite0", image_size=None)

    def forward(self, x):
        x = self.net._swish(self.net._bn0(self.net._conv_stem(x)))
        found = []
        for i, block in enumerate(self.net._blocks[:11]):
            x = block(x)
            if i in (0, 2, 4, 10):
                found.append(x)
        return found


def layer(into, to, stride=1):
    return nn.Sequential(nn.Conv2d(into, to, 3, stride, 1, bias=False), nn.BatchNorm2d(to), nn.ReLU())


def larger(x, factor=2):
    return interpolate(x, scale_factor=factor, mode="bilinear", align_corners=False)


def coordinates(like):
    n, _, height, width_ = like.shape
    y, x = torch.meshgrid(torch.linspace(-1, 1, height), torch.linspace(-1, 1, width_), indexing="ij")
    return torch.stack([x, y]).expand(n, 2, height, width_)


class Predict(nn.Module):
    def __init__(self, hidden, below, to):
        super().__init__()
        self.body = nn.Sequential(layer(hidden + below, to), nn.Conv2d(to, to, 3, padding=1))

    def forward(self, hidden, below):
        return self.body(larger(torch.cat([hidden, below], 1)))


class Student(nn.Module):
    def __init__(self):
        super().__init__()
        c1, c2, c3, c4 = channels
        self.wide = layer(c4 + c3 + c2 + 2, width)
        self.narrow = nn.Sequential(layer(width, width, 2), layer(width, width))
        self.p4 = nn.Sequential(layer(width, width), nn.Conv2d(width, c4, 3, padding=1))
        self.p3, self.p2, self.p1 = Predict(width, c4, c3), Predict(width, c3, c2), Predict(width, c2, c1)

    def forward(self, levels):
        _, l2, l3, l4 = levels
        wide = self.wide(torch.cat([l4, avg_pool2d(l3, 2), avg_pool2d(l2, 4), coordinates(l4)], 1))
        hidden = larger(self.narrow(wide))
        p4 = self.p4(hidden)
        p3 = self.p3(hidden, p4)
        p2 = self.p2(larger(hidden), p3)
        return [self.p1(larger(hidden, 4), p2), p2, p3, p4]


def difference(features, predicted):
    return features.shape[1] * (normalize(features, dim=1) - normalize(predicted.detach(), dim=1)) ** 2


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        c1, c2, c3, c4 = channels
        self.d4, self.d3 = layer(2 * c4 + 2, width), layer(width + 2 * c3, 64)
        self.d2, self.d1 = layer(64 + 2 * c2, 32), layer(32 + 2 * c1, 32)
        self.map = nn.Conv2d(32, 1, 3, padding=1)

    def forward(self, levels, predictions):
        (l1, l2, l3, l4), (p1, p2, p3, p4) = levels, predictions
        d = self.d4(torch.cat([l4, difference(l4, p4), coordinates(l4)], 1))
        d = self.d3(torch.cat([larger(d), l3, difference(l3, p3)], 1))
        d = self.d2(torch.cat([larger(d), l2, difference(l2, p2)], 1))
        d = self.d1(torch.cat([larger(d), l1, difference(l1, p1)], 1))
        return torch.sigmoid(larger(self.map(d)))


encoder, student, generator = Encoder().eval().requires_grad_(False), Student(), Generator()
optimizer = torch.optim.Adam([*student.parameters(), *generator.parameters()], 1e-3)
normals, originals, damaged = (torch.rand(4, 3, size, size) * 2 - 1 for _ in range(3))
mask = (torch.rand(8, 1, size, size) < 0.05).float()


def step():
    with torch.no_grad():
        levels = encoder(torch.cat([normals, damaged, originals]))
        seen = [level[:8] for level in levels]
        clean = [torch.cat([level[:4], level[8:]]) for level in levels]
    predictions = student(seen)
    pixel = 50 * binary_cross_entropy(generator(seen, predictions), mask)
    normal = 5 * sum((1 - cosine_similarity(p, level)).mean() for p, level in zip(predictions, clean))
    optimizer.zero_grad()
    (pixel + normal).backward()
    optimizer.step()


wall, cpu = [], []
for i in range(steps + 3):
    start, before = time.perf_counter(), time.process_time()
    step()
    # The first steps allocate and warm caches.
    if i >= 3:
        wall.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - before) * 1000)
peak = int(re.search(r"VmHWM:\s*(\d+)", open("/proc/self/status").read())[1]) / 1024
json.dump({"wall": wall, "cpu": cpu, "peak": peak}, open(out, "w"))
