"""The statistics of event reports, held against statsmodels and SciPy on the same numbers."""

import json
import math

import numpy
import pytest
import scipy.optimize
import scipy.stats
import statsmodels.api as sm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint


@pytest.fixture(scope="module")
def compute(searchlight):
    """Sends numbers through 'events statistics'."""

    def run(**request):
        done = searchlight(
            "events", "statistics", "-", stdin=json.dumps(request).encode())
        return json.loads(done.stdout)

    return run


def column(fit, name):
    return [entry[name] for entry in fit]


def close(actual, expected, tolerance=1e-6):
    assert actual == pytest.approx(list(expected), rel=tolerance, abs=tolerance)


def difference_in_differences(seed, rows=140):
    """Two groups before and during an event."""
    random = numpy.random.default_rng(seed)
    host = numpy.arange(rows) % 2
    event = (numpy.arange(rows) > rows - 20).astype(float)
    x = numpy.column_stack([numpy.ones(rows), host, event, host * event])
    return random, x


@pytest.mark.parametrize("seed", range(5))
def test_least_squares_with_plain_and_clustered_errors(compute, seed):
    random, x = difference_in_differences(seed)
    y = x @ [3.0, 1.0, 0.2, 0.7] + random.normal(0, 0.5, len(x))
    clusters = random.integers(0, 12, len(x))
    fit = compute(ols={"x": x.tolist(), "y": y.tolist(), "clusters": clusters.tolist()})["ols"]
    plain = sm.OLS(y, x).fit()
    close(column(fit["coefficients"], "estimate"), plain.params)
    close(column(fit["coefficients"], "standardError"), plain.bse)
    close(column(fit["coefficients"], "p"), plain.pvalues)
    close(column(fit["coefficients"], "low"), plain.conf_int()[:, 0])
    close(column(fit["coefficients"], "high"), plain.conf_int()[:, 1])
    clustered = sm.OLS(y, x).fit(
        cov_type="cluster", cov_kwds={"groups": clusters}, use_t=True)
    close(column(fit["clustered"], "standardError"), clustered.bse)
    close(column(fit["clustered"], "p"), clustered.pvalues)


@pytest.mark.parametrize("seed", range(5))
def test_negative_binomial_regression(compute, seed):
    random, x = difference_in_differences(seed)
    offset = numpy.log(random.uniform(0.5, 2, len(x)))
    mean = numpy.exp(x @ [3.0, 0.5, 0.1, 0.4] + offset)
    y = random.negative_binomial(6, 6 / (6 + mean))
    fit = compute(
        negativeBinomial={"x": x.tolist(), "y": y.tolist(), "offset": offset.tolist()}
    )["negativeBinomial"]
    peer = sm.NegativeBinomial(y, x, offset=offset).fit(
        disp=0, method="newton", maxiter=200, tol=1e-12)
    close([fit["alpha"]], peer.params[-1:])
    close(column(fit["coefficients"], "estimate"), peer.params[:-1])
    # statsmodels takes the derivatives for its errors by finite differences.
    close(column(fit["coefficients"], "standardError"), peer.bse[:-1])


@pytest.mark.parametrize("seed", range(5))
def test_shares_with_estimated_spread(compute, seed):
    random, x = difference_in_differences(seed)
    trials = random.integers(30, 300, len(x))
    offset = random.normal(0, 0.1, len(x))
    share = 1 / (1 + numpy.exp(-(x @ [-1.0, 0.3, 0.1, 0.5] + offset + random.normal(0, 0.2, len(x)))))
    successes = random.binomial(trials, share)
    fit = compute(
        quasiBinomial={
            "x": x.tolist(), "successes": successes.tolist(), "trials": trials.tolist(),
            "offset": offset.tolist()})["quasiBinomial"]
    endog = numpy.column_stack([successes, trials - successes])
    peer = sm.GLM(endog, x, sm.families.Binomial(), offset=offset).fit(tol=1e-14)
    # GLM(scale="X2") leaves the trials out of Pearson's chi-square, so it is taken from the fit.
    mean = trials * peer.fittedvalues
    spread = ((successes - mean) ** 2 / (mean * (1 - peer.fittedvalues))).sum() / peer.df_resid
    close([fit["dispersion"]], [spread])
    close(column(fit["coefficients"], "estimate"), peer.params)
    close(column(fit["coefficients"], "standardError"), peer.bse * math.sqrt(spread))
    t = peer.params / (peer.bse * math.sqrt(spread))
    close(column(fit["coefficients"], "p"), 2 * scipy.stats.t.sf(abs(t), peer.df_resid))


@pytest.mark.parametrize("seed", range(5))
def test_mann_whitney_with_ties_and_exact(compute, seed):
    random = numpy.random.default_rng(seed)
    first, second = random.integers(18, 40, 60), random.integers(19, 42, 90)
    tied = compute(mannWhitney={"first": first.tolist(), "second": second.tolist()})["mannWhitney"]
    peer = scipy.stats.mannwhitneyu(first, second, method="asymptotic")
    close([tied["u"], tied["asymptoticP"]], peer)
    assert "exactP" not in tied
    few, others = random.normal(0, 1, 9), random.normal(0.8, 1, 14)
    exact = compute(mannWhitney={"first": few.tolist(), "second": others.tolist()})["mannWhitney"]
    close([exact["u"], exact["exactP"]], scipy.stats.mannwhitneyu(few, others, method="exact"))


def test_false_discovery_rates(compute):
    p = numpy.random.default_rng(1).uniform(0, 0.3, 40).tolist() + [0.001, 0.001, 1.0]
    rates = compute(benjaminiHochberg=p)["benjaminiHochberg"]
    close(rates, multipletests(p, method="fdr_bh")[1])


def test_log_odds_with_an_informative_prior(compute):
    random = numpy.random.default_rng(2)
    words = [f"word{number}" for number in range(300)]
    first = {word: int(count) for word, count in zip(words, random.poisson(3, 300)) if count}
    second = {word: int(count) for word, count in zip(words, random.poisson(5, 300)) if count}
    prior = {word: 0.01 + float(value) for word, value in zip(words, random.uniform(0, 2, 300))}
    found = compute(logOdds={"first": first, "second": second, "prior": prior})["logOdds"]
    n1, n2, a0 = sum(first.values()), sum(second.values()), math.fsum(prior.values())
    for word in words:
        y1, y2, a = first.get(word, 0), second.get(word, 0), prior[word]
        delta = (math.log((y1 + a) / (n1 + a0 - y1 - a))
                 - math.log((y2 + a) / (n2 + a0 - y2 - a)))
        z = delta / math.sqrt(1 / (y1 + a) + 1 / (y2 + a))
        close([found[word]["delta"], found[word]["z"]], [delta, z], 1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_synthetic_control(compute, seed):
    random = numpy.random.default_rng(seed)
    donors = random.gamma(20, 1, (8, 40))
    target = donors.T @ random.dirichlet(numpy.ones(8)) + random.normal(0, 1, 40)
    weights = compute(
        syntheticControl={"target": target.tolist(), "donors": donors.tolist()})["syntheticControl"]
    assert min(weights) >= 0 and sum(weights) == pytest.approx(1, abs=1e-12)
    peer = scipy.optimize.minimize(
        lambda w: ((target - donors.T @ w) ** 2).sum(), numpy.full(8, 1 / 8),
        jac=lambda w: -2 * donors @ (target - donors.T @ w), method="SLSQP",
        bounds=[(0, 1)] * 8, constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        options={"ftol": 1e-15, "maxiter": 1000})
    loss = ((target - donors.T @ numpy.array(weights)) ** 2).sum()
    assert loss <= peer.fun * (1 + 1e-9)
    assert weights == pytest.approx(list(peer.x), abs=1e-4)


def test_robust_spread_and_wilson_interval(compute):
    values = numpy.random.default_rng(3).standard_cauchy(51)
    found = compute(robust=values.tolist(), wilson={"successes": 7, "trials": 53})
    close([found["robust"]["median"], found["robust"]["spread"]],
          [numpy.median(values), scipy.stats.median_abs_deviation(values, scale="normal")])
    close([found["wilson"]["low"], found["wilson"]["high"]],
          proportion_confint(7, 53, method="wilson"))


def test_a_lasting_change_is_noticed_where_it_begins(compute):
    z = [0.3, -0.4, 0.1, 0.2, -0.3] * 4 + [2.0] * 6
    assert compute(cumulativeSum=z)["cumulativeSum"] == {
        "began": 20, "noticed": 23, "isRise": True}
    assert "cumulativeSum" not in compute(cumulativeSum=z[:20])


def test_unusable_numbers_are_refused(searchlight):
    done = searchlight(
        "events", "statistics", "-", expect=2, stdin=b'{"ols":{"x":[[1],[1,2]],"y":[1,2]}}')
    assert b"rows of 'ols' differ in length" in done.stderr


@pytest.mark.parametrize("request_, said", [
    ({"wilson": {"successes": 5, "trials": 3}}, "'successes' of 'wilson'"),
    ({"wilson": {"successes": -1, "trials": 3}}, "'successes' of 'wilson'"),
    ({"benjaminiHochberg": [0.1, 2]}, "'benjaminiHochberg' takes chances"),
    ({"negativeBinomial": {"x": [[1], [1], [1]], "y": [1, -2, 3]}}, "'y' of 'negativeBinomial'"),
    ({"quasiBinomial": {"x": [[1], [1], [1]], "successes": [5, 2, 1], "trials": [3, 4, 5]}},
     "'successes' of 'quasiBinomial'"),
    ({"mannwhitney": {"first": [1], "second": [2]}}, "unknown member 'mannwhitney'"),
])
def test_numbers_that_cannot_be_meant_get_no_answer(searchlight, request_, said):
    done = searchlight("events", "statistics", "-", expect=2, stdin=json.dumps(request_).encode())
    assert said in done.stderr.decode()
