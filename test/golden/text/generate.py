"""Number spellings and the doubles pandas and pyarrow read from them: python generate.py

Needs pandas 2.3.3 and pyarrow 22.0.0. Writes numbers.csv (a spelling a row) and numbers.json (the doubles' bits, 16 hex
digits each). Both libraries and Python's float, which is correctly rounded (Gay 1990), must agree, or nothing is written.
"""

import io
import json
import random
import struct
from decimal import Decimal, getcontext
from pathlib import Path

import pandas
import pyarrow.csv

assert (pandas.__version__, pyarrow.__version__) == ("2.3.3", "22.0.0")
HERE = Path(__file__).parent
random.seed(20261124)
getcontext().prec = 1100


def bits(value):
    return struct.pack(">d", value).hex()


def from_bits(number):
    return struct.unpack(">d", struct.pack(">Q", number))[0]


def halfway(value):
    """Exactly between a double and the next, and a digit to either side, cut to 19 digits and whole."""
    following = from_bits(struct.unpack(">Q", struct.pack(">d", value))[0] + 1)
    middle = (Decimal(value) + Decimal(following)) / 2
    whole = f"{middle:.40e}"
    mantissa, exponent = f"{middle:.18e}".split("e")
    return [whole, f"{mantissa}e{exponent}", f"{mantissa[:-1]}{(int(mantissa[-1]) + 1) % 10}e{exponent}"]


spellings = ["0", "-0", "0.0", "1", "-1", "1e22", "1e23", "1e-22", "9007199254740993", "9007199254740992.5"]
spellings += ["2.2250738585072011e-308", "2.2250738585072014e-308", "4.9e-324", "1.7976931348623157e308"]
spellings += ["7.2057594037927933e16", "0.000000000000000000000000000000000000001", "6250000000000000000000000e-9"]
for _ in range(600):
    finite = from_bits(random.getrandbits(64))
    if finite == finite and abs(finite) != float("inf"):
        spellings.append(repr(finite))
    spellings.append(repr(random.gauss(0, 1)))
    spellings.append(f"{random.gauss(0, 1e6):.{random.randrange(18)}f}")
    spellings.append(f"{random.randrange(10**19)}e{random.randrange(-60, 60)}")
for _ in range(150):
    spellings += halfway(abs(random.gauss(0, 1)) * 10.0 ** random.randrange(-30, 30))

expected = [float(spelling) for spelling in spellings]
text = "n\n" + "\n".join(spellings) + "\n"
by_pandas = pandas.read_csv(io.StringIO(text), float_precision="round_trip", dtype={"n": "float64"})["n"].tolist()
convert = pyarrow.csv.ConvertOptions(column_types={"n": pyarrow.float64()})
by_arrow = pyarrow.csv.read_csv(io.BytesIO(text.encode()), convert_options=convert)["n"].to_pylist()
for spelling, *values in zip(spellings, expected, by_pandas, by_arrow, strict=True):
    assert len({bits(value) for value in values}) == 1, (spelling, values)

(HERE / "numbers.csv").write_text(text)
(HERE / "numbers.json").write_text(json.dumps([bits(value) for value in expected], indent=0) + "\n")
