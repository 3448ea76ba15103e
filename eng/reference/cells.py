"""Expected values for tests/Engram.Tests/Cells/CellReferenceTests.cs: each cell's equations, written out one number at a time.

Plain Python, no packages:  python3 eng/reference/cells.py
Every weight differs from every other (a cosine or sine of its position), so that a swapped gate or a turned kernel changes the answer.
Gates stand in Engram's order: LSTM i f c o, GRU z r h; kernels are [gates * units, inputs], row-major.
"""

from math import cos, exp, sin, tanh

INPUTS, UNITS, OUTPUTS, STEPS = 2, 3, 2, 7


def sigmoid(x):
    return 1 / (1 + exp(-x))


def matrix(rows, columns, wave, size, rate, shift):
    return [[size * wave(rate * (r * columns + c) + shift) for c in range(columns)] for r in range(rows)]


def kernel(gates):
    return matrix(gates * UNITS, INPUTS, cos, 0.9, 0.7, 0.3)


def bias(gates):
    return matrix(1, gates * UNITS, cos, 0.4, 2.3, 1.0)[0]


def recurrent_kernel(gates, columns):
    return matrix(gates * UNITS, columns, sin, 0.9, 1.1, 0.5)


def dot(row, vector):
    return sum(a * b for a, b in zip(row, vector))


def inputs():
    return [[sin(0.8 * t + 1.4 * k + 0.2) for k in range(INPUTS)] for t in range(STEPS)]


def elman(act):
    W, U, b = kernel(1), recurrent_kernel(1, UNITS), bias(1)
    h = [0.0] * UNITS
    for x in inputs():
        h = [act(dot(W[j], x) + dot(U[j], h) + b[j]) for j in range(UNITS)]
    return h


def jordan(decay, hybrid):
    W, U, b = kernel(1), recurrent_kernel(1, OUTPUTS), bias(1)
    V = matrix(OUTPUTS, UNITS, cos, 0.8, 1.3, 0.6)
    d = matrix(1, OUTPUTS, sin, 0.3, 2.1, 0.9)[0]
    R = matrix(UNITS, UNITS, sin, 0.6, 0.9, 1.2)
    s, h, a, y = [0.0] * OUTPUTS, [0.0] * UNITS, [], []
    for x in inputs():
        back = [dot(R[j], h) if hybrid else 0.0 for j in range(UNITS)]
        h = [sigmoid(dot(W[j], x) + dot(U[j], s) + back[j] + b[j]) for j in range(UNITS)]
        a = [dot(V[k], h) + d[k] for k in range(OUTPUTS)]
        total = sum(exp(v) for v in a)
        y = [exp(v) / total for v in a]
        s = [decay * s[k] + y[k] for k in range(OUTPUTS)]
    return a + y + s + h


def lstm(peepholes=False, coupled=None, projected=False):
    """coupled: None, or which of 'i' and 'f' is computed; the other is its complement."""
    gates = 3 if coupled else 4
    size = OUTPUTS if projected else UNITS
    W, U, b = kernel(gates), recurrent_kernel(gates, size), bias(gates)
    p = matrix(gates - 1, UNITS, sin, 0.7 if peepholes else 0.0, 1.7, 0.2)
    P = matrix(OUTPUTS, UNITS, cos, 0.7, 1.5, 0.1)
    h, c = [0.0] * size, [0.0] * UNITS
    for x in inputs():
        z = [dot(W[g], x) + dot(U[g], h) + b[g] for g in range(gates * UNITS)]
        m, new = [0.0] * UNITS, [0.0] * UNITS
        for j in range(UNITS):
            first = sigmoid(z[j] + p[0][j] * c[j])
            if coupled == "i":
                i, f, rest = first, 1 - first, UNITS
            elif coupled == "f":
                i, f, rest = 1 - first, first, UNITS
            else:
                i, f, rest = first, sigmoid(z[UNITS + j] + p[1][j] * c[j]), 2 * UNITS
            new[j] = f * c[j] + i * tanh(z[rest + j])
            o = sigmoid(z[rest + UNITS + j] + p[gates - 2][j] * new[j])
            m[j] = o * tanh(new[j])
        c = new
        h = [dot(P[k], m) for k in range(OUTPUTS)] if projected else m
    return h + c


def input_gated():
    W, b = kernel(4), bias(4)
    h, c = [0.0] * UNITS, [0.0] * UNITS
    for x in inputs():
        z = [dot(W[g], x) + b[g] for g in range(4 * UNITS)]
        for j in range(UNITS):
            c[j] = sigmoid(z[UNITS + j]) * c[j] + sigmoid(z[j]) * tanh(z[2 * UNITS + j])
            h[j] = sigmoid(z[3 * UNITS + j]) * tanh(c[j])
    return h + c


def gru(after):
    W, U, b = kernel(3), recurrent_kernel(3, UNITS), bias(3)
    u = matrix(1, UNITS, cos, 0.5, 1.9, 0.4)[0]
    h = [0.0] * UNITS
    for x in inputs():
        z = [sigmoid(dot(W[j], x) + dot(U[j], h) + b[j]) for j in range(UNITS)]
        r = [sigmoid(dot(W[UNITS + j], x) + dot(U[UNITS + j], h) + b[UNITS + j]) for j in range(UNITS)]
        new = []
        for j in range(UNITS):
            k = 2 * UNITS + j
            if after:
                candidate = tanh(dot(W[k], x) + r[j] * (dot(U[k], h) + u[j]) + b[k])
            else:
                candidate = tanh(dot(W[k], x) + dot(U[k], [r[n] * h[n] for n in range(UNITS)]) + b[k])
            new.append(z[j] * h[j] + (1 - z[j]) * candidate)
        h = new
    return h


if __name__ == "__main__":
    cases = {
        "elman": elman(tanh),
        "elman relu": elman(lambda v: max(v, 0.0)),
        "jordan": jordan(0.0, False),
        "jordan decay": jordan(0.5, False),
        "hybrid": jordan(0.0, True),
        "lstm": lstm(),
        "lstm peephole": lstm(peepholes=True),
        "lstm forgetFromInput": lstm(coupled="i"),
        "lstm inputFromForget peephole": lstm(peepholes=True, coupled="f"),
        "lstm projection": lstm(projected=True),
        "inputGated": input_gated(),
        "gru before": gru(False),
        "gru after": gru(True),
    }
    for name, state in cases.items():
        print(f'    {{ "{name}", [{", ".join(f"{v:.9f}" for v in state)}] }},')
