"""Parses one statement on stdin in the grammar of the dialect named first, and prints it in DuckDB's.

sqlglot 30.30.0. A statement it does not understand whole is an error, and so is one it cannot say in DuckDB's words.
"""

import sys

import sqlglot
from sqlglot import exp

dialect, statement = sys.argv[1], sys.stdin.read()
trees = sqlglot.parse(statement, read=dialect, error_level=sqlglot.ErrorLevel.RAISE)
if len(trees) != 1 or trees[0].find(exp.Command):
    sys.exit(f"not one statement of {dialect} but {len(trees)}")
print(trees[0].sql(dialect="duckdb", unsupported_level=sqlglot.ErrorLevel.RAISE))
