#!/usr/bin/env python3
"""What docs/ci.md shows, run as far as it runs without the services that it is for.
Usage: ci_test.py PATH/TO/tariff"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARIFF = pathlib.Path(sys.argv.pop()).resolve()

GOOD = """version: 1
defaults: {provider: openai, model: gpt-image-2, quality: low}
assets:
  - {id: hero, size: 1024x1024, prompt: a fox}
"""
BAD = GOOD.replace("1024x1024", "1001x1001").replace("low", "medium")


def read_yaml(path):
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


class Repository(unittest.TestCase):
    """A repository of two commits: the second one breaks a rule and doubles the price."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.work = pathlib.Path(self.folder.name)
        self.repository = self.work / "repository"
        self.bin = self.work / "bin"
        self.bin.mkdir()
        (self.bin / "tariff").symlink_to(TARIFF)
        self.environment = {
            "PATH": f"{self.bin}:{os.environ['PATH']}", "HOME": str(self.work), "TMPDIR": str(self.work),
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
            "PRE_COMMIT_HOME": str(self.work / "pre-commit")}
        (self.repository / "images").mkdir(parents=True)
        self.run_in("git init -q -b main .")
        self.commit(GOOD)
        self.run_in("git update-ref refs/remotes/origin/main HEAD")
        self.commit(BAD)

    def commit(self, manifest):
        (self.repository / "images/shop.yaml").write_text(manifest, encoding="utf-8")
        self.run_in("git add -A && git commit -q -m change")

    def run_in(self, script, status=0, **environment):
        """Runs a script with bash as CI systems do, in the repository."""
        run = subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=self.repository,
                             env={**self.environment, **environment}, capture_output=True, text=True,
                             check=False, timeout=120)
        self.assertEqual(run.returncode, status, run.stdout + run.stderr)
        return run.stdout + run.stderr


class PreCommit(Repository):
    def config(self, hook):
        config = read_yaml("examples/ci/pre-commit-config.yaml")
        config["repos"][0]["repo"] = str(self.work / "hooks")
        config["repos"][0]["hooks"][0]["id"] = hook
        (self.repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")

    def test_hooks_refuse_what_lint_refuses(self):
        if shutil.which("pre-commit") is None:
            self.skipTest("pre-commit is not installed")
        hooks = self.work / "hooks"
        hooks.mkdir()
        shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
        shutil.copytree(ROOT / "ci", hooks / "ci")
        self.run_in(f"cd {hooks} && git init -q -b main . && git add -A && git commit -q -m hooks")
        for hook in ("tariff-lint-from-source", "tariff-lint"):
            self.config(hook)
            self.commit(BAD + "# " + hook + "\n")
            output = self.run_in("pre-commit run --all-files", 1, TARIFF=str(TARIFF))
            self.assertIn("OAI-SIZE-016", output)
            self.assertIn("images/shop.yaml:4", output)
            self.commit(GOOD)
            self.run_in("pre-commit run --all-files", 0, TARIFF=str(TARIFF))

    def test_patterns_mean_manifests(self):
        for hook in read_yaml(".pre-commit-hooks.yaml"):
            for path in ("images.yaml", "shop/images/a.yml", "assets/b/c.jsonl"):
                self.assertRegex(path, hook["files"])
            for path in ("settings.yaml", "images/a.png", "myimages.yaml"):
                self.assertNotRegex(path, hook["files"])


class Action(Repository):
    """The steps of action.yml, run by bash; of others' actions only that they are named."""

    def setUp(self):
        super().setUp()
        self.action = read_yaml("action.yml")
        self.summary = self.work / "summary"

    def value(self, text, inputs, outputs):
        def one(match):
            first, _, other = match[1].partition("||")
            kind, _, rest = first.strip().partition(".")
            found = inputs[rest] if kind == "inputs" else outputs.get(first.strip(), "")
            return found or other.strip().strip("'")
        return re.sub(r"\$\{\{\s*(.*?)\s*\}\}", one, str(text))

    def applies(self, step, inputs):
        condition = re.fullmatch(r"inputs\.([\w-]+) (==|!=) ''", step.get("if", "inputs.program != ''"))
        self.assertIsNotNone(condition, step)
        return (inputs[condition[1]] == "") == (condition[2] == "==")

    def run_action(self, status, **given):
        inputs = {name: about["default"] for name, about in self.action["inputs"].items()}
        inputs |= {name.replace("_", "-"): value for name, value in given.items()}
        inputs["program"] = str(TARIFF)
        outputs, log = {}, ""
        steps = [step for step in self.action["runs"]["steps"] if self.applies(step, inputs)]
        for number, step in enumerate(steps):
            self.assertEqual(step["shell"], "bash")
            output = self.work / f"output{number}"
            output.touch()
            environment = {name: self.value(text, inputs, outputs)
                           for name, text in step.get("env", {}).items()}
            log += self.run_in(step["run"], status if step is steps[-1] else 0,
                               GITHUB_ACTION_PATH=str(ROOT), GITHUB_OUTPUT=str(output),
                               GITHUB_STEP_SUMMARY=str(self.summary), **environment)
            for line in output.read_text(encoding="utf-8").splitlines():
                name, _, value = line.partition("=")
                outputs[f"steps.{step['id']}.outputs.{name}"] = value
        return outputs, log

    def test_findings_are_annotations_and_sarif_and_the_status(self):
        outputs, log = self.run_action(1, paths="images", args="--as-of 2026-11-21")
        self.assertEqual(outputs["steps.lint.outputs.status"], "1")
        self.assertRegex(log, r"::error .*file=images/shop\.yaml,line=4")
        sarif = json.loads((self.repository / "tariff.sarif").read_text(encoding="utf-8"))
        self.assertEqual(sarif["version"], "2.1.0")

    def test_clean_is_clean(self):
        self.commit(GOOD)
        outputs, _ = self.run_action(0, paths="images", args="--as-of 2026-11-21")
        self.assertEqual(outputs["steps.lint.outputs.status"], "0")

    def test_the_cost_of_the_change_is_the_summary(self):
        self.run_action(1, paths="images", base="origin/main", fail_increase="10%")
        comment = (self.repository / "tariff.md").read_text(encoding="utf-8")
        self.assertIn("hero", comment)
        self.assertEqual(self.summary.read_text(encoding="utf-8"), comment)

    def test_the_key_is_a_digest_of_the_source(self):
        self.assertRegex(self.run_in(f"{ROOT}/ci/program-key"), r"^[0-9a-f]{32}\n$")

    def test_the_example_gives_inputs_that_there_are(self):
        workflow = read_yaml("examples/ci/github.yml")
        step = workflow["jobs"]["tariff"]["steps"][1]
        self.assertTrue(step["uses"].startswith("OWNER/tariff@"))
        self.assertLessEqual(set(step["with"]), set(self.action["inputs"]))


class Gitlab(Repository):
    def test_the_script_writes_reports_and_ends_with_the_status_of_lint(self):
        job = read_yaml("ci/gitlab.yml")["tariff"]
        base = self.run_in("git rev-parse origin/main").strip()
        script = "\n".join(job["script"])
        self.run_in(script, 1, CI_MERGE_REQUEST_DIFF_BASE_SHA=base,
                    **{name: str(value) for name, value in job["variables"].items()})
        reports = job["artifacts"]["reports"]
        found = json.loads((self.repository / reports["codequality"]).read_text(encoding="utf-8"))
        self.assertEqual(found[0]["check_name"], "OAI-SIZE-016")
        self.assertIn("<testsuite", (self.repository / reports["junit"]).read_text(encoding="utf-8"))

    def test_the_example_includes_the_template(self):
        example = read_yaml("examples/ci/gitlab-ci.yml")
        self.assertTrue((ROOT / example["include"][0]["file"]).is_file())
        self.assertIn("tariff", read_yaml(example["include"][0]["file"]))


class AnySystem(Repository):
    def test_the_script_stops_what_would_be_refused(self):
        output = self.run_in((ROOT / "examples/ci/run.sh").read_text(encoding="utf-8"), 1)
        self.assertIn("OAI-SIZE-016", output)
        self.assertTrue((self.repository / "findings.sarif").is_file())


class Containerfile(unittest.TestCase):
    def test_all_that_it_copies_and_runs_is_there(self):
        text = (ROOT / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
        stages, copied = [], 0
        for line in text.splitlines():
            word, _, rest = line.partition(" ")
            if word == "FROM":
                stages.append(rest.split(" AS ")[1])
            elif word == "COPY" and rest.startswith("--from="):
                source, *paths = rest.removeprefix("--from=").split()
                self.assertIn(source, stages[:-1])
                made = [path for path in paths[:-1] if "/build/" not in path]
                copied += len(paths) - 1
                for path in made:
                    self.assertTrue((ROOT / path.removeprefix("/tariff/")).is_file(), path)
            elif word == "COPY":
                for path in rest.split()[:-1]:
                    self.assertTrue((ROOT / path).exists(), path)
            elif word == "RUN":
                for script in re.findall(r"scripts/[\w-]+", rest):
                    self.assertTrue(os.access(ROOT / script, os.X_OK), script)
        self.assertEqual(stages, ["build", "ci", "program"])
        self.assertEqual(copied, 8)


if __name__ == "__main__":
    unittest.main()
