"""Makes flights-per-hour.csv: US flights due to leave in each hour of January to June 2001.

    npm pack vega-datasets@3.2.1 && tar xf vega-datasets-3.2.1.tgz
    python flights_per_hour.py package/data/flights-3m.parquet

The flights are of the US Bureau of Transportation Statistics, a work of the US government and in the public domain.
The file holds no time zone: hours are the local time of each airport, as in the source.
"""

import pathlib
import sys

import pandas as pd
import pyarrow.parquet as pq

flights = pq.read_table(sys.argv[1], columns=["date"]).to_pandas()
hours = flights.date[flights.date < "2001-07-01"].dt.floor("h").value_counts().sort_index()
# Hours of the night without a flight are zeroes, not gaps.
hours = hours.reindex(pd.date_range("2001-01-01", "2001-06-30 23:00", freq="h"), fill_value=0)
out = pathlib.Path(__file__).with_suffix("").name.replace("_", "-") + ".csv"
hours.rename_axis("timestamp").rename("value").to_csv(pathlib.Path(__file__).parent / out, date_format="%Y-%m-%dT%H:%MZ")
