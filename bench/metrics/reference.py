"""scikit-learn's pixel AUROC and average precision on the data of bench.js: FOLDER TYPE SIZE. Prints JSON."""

import json
import pathlib
import sys
import time

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

folder, kind, size = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
scores = np.fromfile(folder / kind, dtype=kind)
labels = np.fromfile(folder / "masks", dtype=np.uint8)
start = time.perf_counter()
auroc = roc_auc_score(labels, scores)
ap = average_precision_score(labels, scores)
print(json.dumps({"seconds": time.perf_counter() - start, "auroc": auroc, "ap": ap}))
