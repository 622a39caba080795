"""One instance by one of the peers of scripts/compare-planners: reads {"budget": …, "classes":
[[[cost, utility], …], …]} and prints {"utility": … or null, "seconds": …}. Seconds are processor
time of making the model and solving it, one thread; null: not proven within the limit.

planners.py highs|cp-sat|cbc FILE LIMIT
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile
import time


def by_highs(classes, budget, limit):
    import highspy
    import numpy
    start = time.process_time()
    flat = [option for options in classes for option in options]
    solver = highspy.Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("time_limit", float(limit)),
                        ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.99)):
        solver.setOptionValue(name, value)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(flat), len(classes) + 1
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = numpy.array([utility for _, utility in flat], dtype=float)
    model.col_lower_, model.col_upper_ = numpy.zeros(len(flat)), numpy.ones(len(flat))
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(flat)
    model.row_lower_ = numpy.array([1.0] * len(classes) + [-highspy.kHighsInf])
    model.row_upper_ = numpy.array([1.0] * len(classes) + [float(budget)])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = numpy.arange(0, 2 * len(flat) + 1, 2)
    rows, values = [], []
    for row, options in enumerate(classes):
        for cost, _ in options:
            rows += [row, len(classes)]
            values += [1.0, float(cost)]
    model.a_matrix_.index_, model.a_matrix_.value_ = numpy.array(rows), numpy.array(values)
    solver.passModel(model)
    solver.run()
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    taken = solver.getSolution().col_value
    utility = sum(option[1] for option, value in zip(flat, taken) if value > 0.5)
    return utility if proven else None, time.process_time() - start


def by_cp_sat(classes, budget, limit):
    from ortools.sat.python import cp_model
    start = time.process_time()
    model = cp_model.CpModel()
    variables, costs, utilities = [], [], []
    for options in classes:
        chosen = [model.new_bool_var("") for _ in options]
        model.add_exactly_one(chosen)
        variables += chosen
        costs += [cost for cost, _ in options]
        utilities += [utility for _, utility in options]
    model.add(cp_model.LinearExpr.weighted_sum(variables, costs) <= budget)
    model.maximize(cp_model.LinearExpr.weighted_sum(variables, utilities))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = limit
    proven = solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value) if proven else None, time.process_time() - start


def by_cbc(classes, budget, limit):
    with tempfile.TemporaryDirectory() as folder:
        model, answer = pathlib.Path(folder, "model.lp"), pathlib.Path(folder, "answer")
        names = [[f"x{i}_{j}" for j in range(len(options))] for i, options in enumerate(classes)]

        def terms(which):
            return "\n + ".join(f"{option[which]} {name}" for row, options in zip(names, classes)
                                for name, option in zip(row, options))
        lines = ["Minimize", " - " + terms(1).replace("+", "-"), "Subject To"]
        lines += [" + ".join(row) + " = 1" for row in names]
        lines += [terms(0) + f" <= {budget}", "Binaries", *(" ".join(row) for row in names), "End"]
        model.write_text("\n".join(lines) + "\n")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        subprocess.run(["cbc", model, "ratioGap", "0", "allowableGap", "0.99", "seconds",
                        str(limit), "solve", "solution", answer],
                       check=True, stdout=subprocess.DEVNULL)
        seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
        status, *rows = answer.read_text().splitlines()
        if not status.startswith("Optimal"):
            return None, seconds
        utility = 0
        for row in rows:
            name, value = row.split()[-3:-1]
            i, j = map(int, name[1:].split("_"))
            utility += classes[i][j][1] if float(value) > 0.5 else 0
        return utility, seconds


def main(peer, path, limit):
    instance = json.loads(pathlib.Path(path).read_text())
    by = {"highs": by_highs, "cp-sat": by_cp_sat, "cbc": by_cbc}[peer]
    utility, seconds = by(instance["classes"], instance["budget"], int(limit))
    print(json.dumps({"utility": utility, "seconds": seconds}))


main(*sys.argv[1:])
