"""What docs/scale.md says is what the benchmark found, and its recipes run."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from benchmarks.audit.costs import RESULTS, tables
from detector.audit.batch import assess_batch
from detector.audit.schema import PAGES
from detector.commands.audit import audit
from tests.audit.crawls import addresses, html

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "scale.md").read_text("utf-8")
SPARK = ("pyspark", "pandas")


def test_the_numbers_are_those_of_the_benchmark():
    shown = re.search("<!-- numbers -->(.*)<!-- end of numbers -->", DOCS, re.DOTALL)
    assert shown
    assert shown[1].strip() == tables(json.loads(RESULTS.read_text("utf-8")))


def test_options_that_the_docs_name_are_there():
    shown = CliRunner().invoke(audit, ["--help"]).output
    named = set(re.findall(r"`(--[a-z-]+)", DOCS))
    assert {option for option in named if option not in shown} == set()
    assert "--ray-address" in named


@pytest.mark.skipif(
    not all(map(importlib.util.find_spec, SPARK)), reason="no Spark: pip install pyspark pandas"
)
@pytest.mark.skipif(shutil.which("java") is None, reason="no Java, which Spark needs")
def test_the_recipe_for_spark_runs(tmp_path):
    pages = [
        {"target": address, "host": "h", "source": "s", "position": number, "local": False}
        | {"content": html(number), "media_type": "text/html"}
        for number, address in enumerate(addresses(6))
    ]
    batch = pa.RecordBatch.from_pylist(pages, schema=PAGES)
    pq.write_table(pa.Table.from_batches([batch]), tmp_path / "pages.parquet")
    (recipe,) = re.findall(r"^```python\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)
    (tmp_path / "recipe.py").write_text(recipe)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, [ROOT, *sys.path]))}
    environment |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    subprocess.run([sys.executable, "recipe.py"], cwd=tmp_path, env=environment, check=True)
    names = ["target", "verdict", "spun", "stuffed", "unreliable"]
    found = pq.read_table(tmp_path / "verdicts", columns=names).sort_by("target").to_pylist()
    expected = assess_batch(batch).select(names).to_pylist()
    assert found == sorted(expected, key=lambda row: row["target"])
    assert {row["verdict"] for row in found} == {"pass", "flag"}
